import { ActionIcon, Alert, Anchor, Badge, Group, Menu, Title, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import {
  IconArrowMerge,
  IconChevronLeft,
  IconDots,
  IconEye,
  IconEyeOff,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '../../../contract/contacts.ts';
import { useCompanyId } from '../../api/me.ts';
import { ConfirmDelete } from './confirm-delete.tsx';
import { useContactActs } from './contact-acts.ts';
import classes from './contact-card.module.css';
import { MakeInactive } from './make-inactive.tsx';
import { MergeContact } from './merge-contact.tsx';

/** Who this is, and what can be done with the contact as a whole. */
export function ContactHeader({ contact }: { contact: Contact }) {
  const { t } = useTranslation();
  const acts = useContactActs(contact);
  const [asked, setAsked] = useState<'inactive' | 'merge' | 'delete' | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm" mb={4}>
        <div className={classes.titleRow}>
          <Title order={1}>{contact.name}</Title>
          {contact.types.map((type) => (
            <Badge key={type} color="gray">
              {t(`words.contactTypes.${type}`)}
            </Badge>
          ))}
        </div>
        <Group gap={4} wrap="nowrap">
          <Menu position="bottom-end" width={220}>
            <Menu.Target>
              <ActionIcon size={32} aria-label={t('card.actions')} loading={acts.isPending}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {contact.active ? (
                <Menu.Item
                  leftSection={<IconEyeOff size={16} />}
                  onClick={() => (contact.accountCount > 0 ? setAsked('inactive') : acts.setActive(false))}
                >
                  {t('card.makeInactive')}
                </Menu.Item>
              ) : (
                <Menu.Item leftSection={<IconEye size={16} />} onClick={() => acts.setActive(true)}>
                  {t('card.makeActive')}
                </Menu.Item>
              )}
              <Menu.Item leftSection={<IconArrowMerge size={16} />} onClick={() => setAsked('merge')}>
                {t('card.mergeWith')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconTrash size={16} />}
                c="var(--mantine-color-error)"
                disabled={contact.accountCount > 0}
                onClick={() => setAsked('delete')}
              >
                {t('card.delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
          <CloseCard />
        </Group>
      </Group>
      <MakeInactive
        contact={contact}
        opened={asked === 'inactive'}
        onClose={close}
        onConfirm={() => acts.setActive(false)}
      />
      <ConfirmDelete
        what="contact"
        name={contact.name}
        opened={asked === 'delete'}
        onClose={close}
        onConfirm={acts.remove}
      />
      <MergeContact contact={contact} opened={asked === 'merge'} onClose={close} />
      <div className={classes.facts}>
        <span>{contact.number}</span>
        {[contact.town, contact.email, contact.phone]
          .filter((fact) => fact !== '')
          .map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
      </div>
      {contact.active ? null : (
        <Alert color="gray" mt="sm" py="xs">
          {t('card.inactiveNote')}
        </Alert>
      )}
    </>
  );
}

/** Back to the list alone: a cross beside the list, a way back where the card has taken its place. */
function CloseCard() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const isWide = useMediaQuery('(min-width: 1400px)', true, { getInitialValueInEffect: false });
  if (!isWide) return null;
  return (
    <Tooltip label={t('card.close')}>
      <ActionIcon
        size={32}
        aria-label={t('card.close')}
        renderRoot={(props) => (
          <Link
            {...props}
            to="/c/$companyId/contacts"
            params={{ companyId }}
            search={(old) => ({ ...old, tab: undefined, access: undefined })}
          />
        )}
      >
        <IconX size={18} />
      </ActionIcon>
    </Tooltip>
  );
}

/** The way back to the list, above the card, where the list is not beside it. */
export function BackToContacts() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const isWide = useMediaQuery('(min-width: 1400px)', true, { getInitialValueInEffect: false });
  if (isWide) return null;
  return (
    <Anchor
      size="sm"
      mb={6}
      display="inline-flex"
      ml={-3}
      style={{ alignItems: 'center', gap: 2 }}
      renderRoot={(props) => (
        <Link
          {...props}
          to="/c/$companyId/contacts"
          params={{ companyId }}
          search={(old) => ({ ...old, tab: undefined, access: undefined })}
        />
      )}
    >
      <IconChevronLeft size={15} aria-hidden />
      {t('card.backToList')}
    </Anchor>
  );
}
