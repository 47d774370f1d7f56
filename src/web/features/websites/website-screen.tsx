import { ActionIcon, Anchor, Box, Group, Menu, Tabs } from '@mantine/core';
import { IconChevronLeft, IconDots, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ComponentType, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Website } from '../../../contract/websites.ts';
import { api } from '../../api/client.ts';
import { isNotFound } from '../../api/errors.ts';
import { Loaded } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { NotFoundScreen } from '../../shell/route-states.tsx';
import { useIsLocked } from './licence-notice.tsx';
import { LookTab } from './look/look-tab.tsx';
import { MailTextsTab } from './mail-texts/mail-texts-tab.tsx';
import { OverviewActs, OverviewTab } from './overview-tab.tsx';
import { PasswordTab } from './password-tab.tsx';
import { RemoveWebsite } from './remove-website.tsx';
import { ServerTab } from './server-tab.tsx';
import { SettingsTab } from './settings-tab.tsx';
import { SignUpFormTab } from './sign-up-form/sign-up-form-tab.tsx';
import { websiteTabs } from './website-search.ts';
import { DisabledSign, GateSign, WaitingSign, WebsiteAddress } from './website-signs.tsx';

type TabName = (typeof websiteTabs)[number];

const panels: Readonly<Record<TabName, ComponentType<{ website: Website }>>> = {
  overview: OverviewTab,
  settings: SettingsTab,
  password: PasswordTab,
  look: LookTab,
  form: SignUpFormTab,
  mails: MailTextsTab,
  server: ServerTab,
};

/** One website: its numbers, its settings, its texts, and what its web server needs. */
export function WebsiteScreen() {
  const { companyId, websiteId } = useParams({ from: '/c/$companyId/websites/$websiteId' });
  const website = useQuery(api.websites.get.queryOptions({ input: { companyId, websiteId } }));
  if (website.isError && isNotFound(website.error)) return <NotFoundScreen />;
  return (
    <Loaded query={website} rows={8}>
      {(loaded) => <WebsitePage key={loaded.id} website={loaded} />}
    </Loaded>
  );
}

function WebsitePage({ website }: { website: Website }) {
  const { t } = useTranslation();
  const { tab = 'overview' } = useSearch({ from: '/c/$companyId/websites/$websiteId' });
  const navigate = useNavigate();
  const Panel = panels[tab];
  // On a phone the tabs scroll sideways; the one that is open is to be seen.
  const tabs = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const open = tabs.current?.querySelector(`[data-tab="${tab}"]`);
    open?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [tab]);
  return (
    <Page
      title={website.name}
      above={<BackToWebsites />}
      actions={
        <>
          {tab === 'overview' ? <OverviewActs website={website} /> : null}
          <MoreActs website={website} />
        </>
      }
      description={
        <Group component="span" gap="md">
          <WebsiteAddress website={website} />
          {website.enabled ? null : <DisabledSign />}
          <GateSign website={website} />
          <WaitingSign website={website} />
        </Group>
      }
    >
      <Tabs
        value={tab}
        onChange={(value) => {
          const next = websiteTabs.find((name) => name === value);
          void navigate({ to: '.', search: { tab: next === 'overview' ? undefined : next }, replace: true });
        }}
      >
        <Tabs.List
          ref={tabs}
          aria-label={t('websites.tabsLabel')}
          style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}
        >
          {websiteTabs.map((name) => (
            <Tabs.Tab key={name} value={name} data-tab={name}>
              {t(`websites.tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Box pt="lg">
          <Tabs.Panel value={tab}>
            <Panel website={website} />
          </Tabs.Panel>
        </Box>
      </Tabs>
    </Page>
  );
}

function BackToWebsites() {
  const { t } = useTranslation();
  const { companyId } = useParams({ from: '/c/$companyId/websites/$websiteId' });
  return (
    <Anchor
      size="sm"
      mb={6}
      display="inline-flex"
      style={{ alignItems: 'center', gap: 2 }}
      renderRoot={(props) => <Link {...props} to="/c/$companyId/websites" params={{ companyId }} />}
    >
      <IconChevronLeft size={15} aria-hidden />
      {t('websites.back')}
    </Anchor>
  );
}

function MoreActs({ website }: { website: Website }) {
  const { t } = useTranslation();
  const isLocked = useIsLocked();
  const [removing, setRemoving] = useState(false);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size={36} variant="default" aria-label={t('websites.moreActs')}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconTrash size={16} />}
            c="var(--mantine-color-error)"
            disabled={isLocked}
            onClick={() => setRemoving(true)}
          >
            {t('websites.remove.act')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RemoveWebsite website={website} opened={removing} onClose={() => setRemoving(false)} />
    </>
  );
}
