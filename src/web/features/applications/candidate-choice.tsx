import { Box, Group, Radio, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Application } from '../../../contract/applications.ts';
import { ContactSelect } from '../../components/contact-select.tsx';
import classes from './applications.module.css';

/** Whose application it is: a contact of the register, or a new one. */
export type ContactChoice =
  | { readonly kind: 'existing'; readonly contactId: string; readonly name: string }
  | { readonly kind: 'new' };

/** What is chosen at first: the linked contact, else the likeliest candidate, else a new contact. */
export function firstChoice(application: Application): ContactChoice {
  const [likeliest] = application.candidates;
  // A contact that automatic approval made stands for nobody yet: the likeliest comes first.
  const linked = application.state === 'review_link' ? null : application.contact;
  const contact = linked ?? likeliest?.contact ?? application.contact;
  return contact === null ? { kind: 'new' } : { kind: 'existing', contactId: contact.id, name: contact.name };
}

/** The contacts it looks like, each with its reasons; another contact; or a new one. */
export function CandidateChoice({
  application,
  choice,
  onChoose,
}: {
  application: Application;
  choice: ContactChoice;
  onChoose: (choice: ContactChoice) => void;
}) {
  const { t } = useTranslation();
  const listed = new Set(application.candidates.map(({ contact }) => contact.id));
  const isOther = choice.kind === 'existing' && !listed.has(choice.contactId);
  const choose = (value: string) => {
    if (value === 'new') return onChoose({ kind: 'new' });
    const found = application.candidates.find(({ contact }) => contact.id === value);
    if (found !== undefined)
      onChoose({ kind: 'existing', contactId: found.contact.id, name: found.contact.name });
  };
  return (
    <div>
      <Radio.Group
        label={t('applications.looksLike')}
        value={choice.kind === 'new' ? 'new' : choice.contactId}
        onChange={choose}
      >
        <div className={classes.candidates}>
          {application.candidates.slice(0, 5).map(({ contact, reasons }) => (
            <Radio.Card key={contact.id} value={contact.id} className={classes.candidate}>
              <Group wrap="nowrap" align="flex-start" gap="sm">
                <Radio.Indicator size="xs" mt={3} />
                <div>
                  <Text size="sm">
                    <span className="numbers">{contact.number}</span> <b>{contact.name}</b>
                    {contact.town === '' ? '' : `, ${contact.town}`}
                    {contact.active ? '' : ` (${t('applications.inactive')})`}
                  </Text>
                  <ul className={classes.reasons}>
                    {reasons.map(({ code, text, against }) => (
                      <li key={`${code} ${text}`} data-against={against || undefined}>
                        {text}
                      </li>
                    ))}
                  </ul>
                </div>
              </Group>
            </Radio.Card>
          ))}
          {isOther ? (
            <Radio.Card value={choice.contactId} className={classes.candidate}>
              <Group wrap="nowrap" gap="sm">
                <Radio.Indicator size="xs" />
                <Text size="sm" fw={550}>
                  {choice.name}
                </Text>
              </Group>
            </Radio.Card>
          ) : null}
          <Radio.Card value="new" className={classes.candidate}>
            <Group wrap="nowrap" gap="sm">
              <Radio.Indicator size="xs" />
              <Text size="sm">
                <b>{t('applications.newContact')}</b>{' '}
                <Text span c="dimmed" size="sm">
                  {t('applications.newContactText')}
                </Text>
              </Text>
            </Group>
          </Radio.Card>
        </div>
      </Radio.Group>
      <Box mt="xs">
        <ContactSelect
          label={t('applications.otherContact')}
          onChoose={({ id, name }) => onChoose({ kind: 'existing', contactId: id, name })}
        />
      </Box>
    </div>
  );
}
