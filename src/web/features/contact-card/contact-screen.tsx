import { Box, Tabs } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { isNotFound } from '../../api/errors.ts';
import { Loaded } from '../../components/loading.tsx';
import { NotFoundScreen } from '../../shell/route-states.tsx';
import { prefetchAccess } from '../website-dialog/access-queries.ts';
import classes from './contact-card.module.css';
import { BackToContacts, ContactHeader } from './contact-header.tsx';
import { contactTabs } from './contact-search.ts';
import { GeneralTab } from './general-tab.tsx';
import { PersonsTab } from './persons-tab.tsx';
import { SettingsTab } from './settings-tab.tsx';
import { TimelineTab } from './timeline-tab.tsx';

/** A contact's card: General, Contact persons, Settings (with the button Website, R2), Timeline. */
export function ContactScreen() {
  const { t } = useTranslation();
  const { companyId, contactId } = useParams({ from: '/c/$companyId/contacts/$contactId' });
  const { tab = 'general' } = useSearch({ from: '/c/$companyId/contacts/$contactId' });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const contact = useQuery(api.contacts.get.queryOptions({ input: { companyId, contactId } }));
  const { name } = contact.data ?? {};
  useEffect(() => {
    if (name !== undefined) document.title = `${name} · Gatehouse`;
  }, [name]);
  if (contact.isError && isNotFound(contact.error)) return <NotFoundScreen />;
  const prefetch = () => prefetchAccess(queryClient, companyId, contactId);
  return (
    <div className={classes.card}>
      <BackToContacts />
      <Loaded query={contact} rows={10}>
        {(loaded) => (
          <>
            <ContactHeader contact={loaded} />
            <Tabs
              value={tab}
              mt="md"
              onChange={(value) =>
                void navigate({
                  to: '.',
                  search: (old) => ({
                    ...old,
                    tab: contactTabs.find((name) => name === value && name !== 'general'),
                    access: undefined,
                  }),
                  replace: true,
                })
              }
            >
              <Tabs.List aria-label={t('card.tabsLabel')}>
                {contactTabs.map((name) => {
                  const count =
                    name === 'persons'
                      ? loaded.persons.length
                      : name === 'settings'
                        ? loaded.accountCount
                        : 0;
                  return (
                    <Tabs.Tab
                      key={name}
                      value={name}
                      onPointerEnter={name === 'settings' ? prefetch : undefined}
                      rightSection={count === 0 ? null : <span className="numbers">{count}</span>}
                    >
                      {t(`card.tabs.${name}`)}
                    </Tabs.Tab>
                  );
                })}
              </Tabs.List>
              <Box pt="md">
                <Tabs.Panel value="general">
                  <GeneralTab key={loaded.id} contact={loaded} />
                </Tabs.Panel>
                <Tabs.Panel value="persons">
                  <PersonsTab contact={loaded} />
                </Tabs.Panel>
                <Tabs.Panel value="settings">
                  <SettingsTab contact={loaded} />
                </Tabs.Panel>
                <Tabs.Panel value="timeline">
                  <TimelineTab contact={loaded} />
                </Tabs.Panel>
              </Box>
            </Tabs>
          </>
        )}
      </Loaded>
    </div>
  );
}
