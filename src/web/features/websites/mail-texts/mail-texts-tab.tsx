import { SegmentedControl, Select, Text, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MailText, Website } from '../../../../contract/websites.ts';
import { isVisitorLanguage, visitorLanguages } from '../../../../core/language.ts';
import { type MailEvent, mailEvents } from '../../../../core/website.ts';
import { api } from '../../../api/client.ts';
import { useCompanyId } from '../../../api/me.ts';
import { Loaded } from '../../../components/loading.tsx';
import { LicenceNotice } from '../licence-notice.tsx';
import classes from './mail-texts.module.css';
import { TextEditor } from './text-editor.tsx';
import { groupNames, hasDraft, readTextKey, type TextKey, textGroups } from './text-key.ts';

/** The owner's mail texts (R8): which mail, in which language, and the editor with its preview. */
export function MailTextsTab({ website }: { website: Website }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  const search = useSearch({ from: '/c/$companyId/websites/$websiteId' });
  const open = readTextKey(search.text, website.language);
  const texts = useQuery(api.mailTexts.list.queryOptions({ input: { companyId, websiteId: website.id } }));
  const show = (key: Partial<TextKey>) => {
    const next = { ...open, ...key };
    void navigate({
      to: '.',
      search: (old) => ({ ...old, text: `${next.event}.${next.language}` }),
      replace: true,
    });
  };
  return (
    <>
      <LicenceNotice />
      <Text size="sm" c="dimmed" mb="md">
        {t(
          website.linkMode === 'manual'
            ? 'websites.mails.description'
            : 'websites.mails.descriptionAutomatic',
        )}
      </Text>
      <Loaded query={texts} rows={8}>
        {(list) => {
          const text = list.find((one) => one.event === open.event && one.language === open.language);
          return (
            <div className={classes.layout}>
              <div className={classes.side}>
                <SegmentedControl
                  fullWidth
                  aria-label={t('words.language')}
                  value={open.language}
                  data={visitorLanguages.map((value) => ({ value, label: t(`words.languages.${value}`) }))}
                  onChange={(value) => isVisitorLanguage(value) && show({ language: value })}
                />
                <EventList website={website} list={list} open={open} onOpen={(event) => show({ event })} />
                <Select
                  className={classes.narrowChoice}
                  label={t('websites.mails.chooseMail')}
                  allowDeselect={false}
                  value={open.event}
                  data={groupNames.map((group) => ({
                    group: t(`websites.mails.groups.${group}`),
                    items: textGroups[group].map((event) => ({
                      value: event,
                      label: t(`words.mailEvents.${event}`),
                    })),
                  }))}
                  onChange={(value) => {
                    const event = mailEvents.find((name) => name === value);
                    if (event !== undefined) show({ event });
                  }}
                />
              </div>
              {text === undefined ? null : (
                <TextEditor key={`${text.event} ${text.language}`} website={website} text={text} />
              )}
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

interface EventListProps {
  website: Website;
  list: readonly MailText[];
  open: TextKey;
  onOpen: (event: MailEvent) => void;
}

function EventList({ website, list, open, onOpen }: EventListProps) {
  const { t } = useTranslation();
  return (
    <nav className={classes.events} aria-label={t('websites.mails.listLabel')}>
      {groupNames.map((group) => (
        <div key={group}>
          <div className={classes.group}>{t(`websites.mails.groups.${group}`)}</div>
          {textGroups[group].map((event) => {
            const text = list.find((one) => one.event === event && one.language === open.language);
            const isUnsaved = hasDraft(website.id, { event, language: open.language });
            return (
              <UnstyledButton
                key={event}
                className={classes.event}
                aria-current={event === open.event || undefined}
                onClick={() => onOpen(event)}
              >
                <span className={classes.eventName}>{t(`words.mailEvents.${event}`)}</span>
                {text?.broken == null ? null : (
                  <IconAlertTriangle
                    size={15}
                    color="var(--gh-red)"
                    aria-label={t('websites.mails.isBroken')}
                  />
                )}
                {isUnsaved ? (
                  <span className={classes.unsaved} role="img" aria-label={t('websites.mails.isUnsaved')} />
                ) : null}
                {text?.custom === true ? (
                  <IconPencil size={14} color="var(--gh-grey)" aria-label={t('websites.mails.own')} />
                ) : null}
              </UnstyledButton>
            );
          })}
        </div>
      ))}
    </nav>
  );
}
