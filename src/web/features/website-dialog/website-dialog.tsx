import { Button, Group, Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../contract/accounts.ts';
import type { Contact } from '../../../contract/contacts.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded, LoadingShape } from '../../components/loading.tsx';
import { useAccessActs } from './access-acts.ts';
import { AccessForm } from './access-form.tsx';
import { accessQuery } from './access-queries.ts';
import { AccessRemoval } from './access-removal.tsx';
import { AccessTable } from './access-table.tsx';
import { Explanation } from './explanation.tsx';
import { LicenceLock } from './licence-lock.tsx';
import { SecondStepReset } from './second-step-reset.tsx';
import classes from './website-dialog.module.css';

interface WebsiteDialogProps {
  contact: Contact;
  /** `list`, `new`, or the id of the account to edit. */
  begin: string;
  onClose: () => void;
}

type Below =
  | { kind: 'none' }
  | { kind: 'new' }
  | { kind: 'edit' | 'remove' | 'reset' | 'why'; accountId: string };

/** The window behind the button Website: all access of this contact, and New, Edit, Remove (R2, R3, R5). */
export function WebsiteDialog({ contact, begin, onClose }: WebsiteDialogProps) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const licence = useQuery(api.licences.get.queryOptions({ input: { companyId } }));
  const websites = useQuery(api.websites.list.queryOptions({ input: { companyId } }));
  const [busy, setBusy] = useState(begin !== 'list');
  const isPhone = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false });
  return (
    <Modal
      opened
      onClose={onClose}
      size={860}
      fullScreen={isPhone}
      title={t('access.title', { name: contact.name, number: contact.number })}
      closeOnClickOutside={!busy}
      closeOnEscape={!busy}
      classNames={{ body: classes.body ?? '' }}
      transitionProps={{ duration: 0 }}
    >
      {licence.data !== undefined && (licence.data.state === 'none' || licence.data.state === 'ended') ? (
        <LicenceLock licence={licence.data} />
      ) : websites.data === undefined ? (
        <LoadingShape rows={4} />
      ) : websites.data.length === 0 ? (
        <EmptyState
          action={
            <Button
              data-autofocus
              renderRoot={(props) => (
                <Link {...props} to="/c/$companyId/websites/new" params={{ companyId }} />
              )}
            >
              {t('access.registerWebsite')}
            </Button>
          }
        >
          {t('access.noWebsites')}
        </EmptyState>
      ) : (
        <Overview contact={contact} begin={begin} onBusy={setBusy} />
      )}
    </Modal>
  );
}

interface OverviewProps {
  contact: Contact;
  begin: string;
  /** While a form is open, Escape and a click outside belong to the form. */
  onBusy: (busy: boolean) => void;
}

function Overview({ contact, begin, onBusy }: OverviewProps) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const query = useQuery(accessQuery(companyId, contact.id));
  const acts = useAccessActs(contact.id);
  const [below, setBelow] = useState<Below>(
    begin === 'list'
      ? { kind: 'none' }
      : begin === 'new'
        ? { kind: 'new' }
        : { kind: 'edit', accountId: begin },
  );
  const [chosenId, setChosenId] = useState<string | null>(begin === 'list' || begin === 'new' ? null : begin);
  // Below zero the table does not take focus: a form is opened straight away.
  const [focusTable, setFocusTable] = useState(begin === 'list' ? 0 : -1);
  const show = (next: Below) => {
    setBelow(next);
    onBusy(next.kind !== 'none' && next.kind !== 'why');
  };
  const back = () => {
    show({ kind: 'none' });
    setFocusTable((times) => Math.max(0, times) + 1);
  };
  return (
    <Loaded query={query} rows={4}>
      {(accounts) => {
        const chosen = accounts.find(({ id }) => id === chosenId) ?? accounts[0];
        const subject =
          below.kind === 'none' || below.kind === 'new'
            ? undefined
            : accounts.find(({ id }) => id === below.accountId);
        const edit = (account: Account) => {
          setChosenId(account.id);
          show({ kind: 'edit', accountId: account.id });
        };
        const isFormOpen = below.kind !== 'none' && below.kind !== 'why';
        return (
          <>
            <AccessTable
              accounts={accounts}
              chosen={chosen}
              focusRequest={focusTable}
              onChoose={setChosenId}
              onEdit={edit}
              onNew={() => show({ kind: 'new' })}
              onRemove={(account) => show({ kind: 'remove', accountId: account.id })}
            />
            <Group justify="space-between" gap="xs" mt="sm">
              <Group gap="xs">
                <Button
                  size="xs"
                  variant="default"
                  data-autofocus={accounts.length === 0 || undefined}
                  onClick={() => show({ kind: 'new' })}
                >
                  {t('words.new')}
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  disabled={chosen === undefined || chosen.ending}
                  onClick={() => chosen !== undefined && edit(chosen)}
                >
                  {t('words.edit')}
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  disabled={chosen === undefined || chosen.ending}
                  onClick={() => chosen !== undefined && show({ kind: 'remove', accountId: chosen.id })}
                >
                  {t('words.remove')}
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  disabled={chosen === undefined || chosen.ending}
                  onClick={() => chosen !== undefined && show({ kind: 'reset', accountId: chosen.id })}
                >
                  {t('access.secondStep.act')}
                </Button>
                {chosen?.unpublished === true && !isFormOpen ? (
                  <Button size="xs" variant="subtle" onClick={() => acts.undoWaiting(chosen)}>
                    {t('access.undoWaiting')}
                  </Button>
                ) : null}
              </Group>
              {chosen === undefined || isFormOpen ? null : (
                <Button
                  size="xs"
                  variant="subtle"
                  aria-expanded={below.kind === 'why'}
                  onClick={() =>
                    below.kind === 'why' ? back() : show({ kind: 'why', accountId: chosen.id })
                  }
                >
                  {t('access.why')}
                </Button>
              )}
            </Group>
            {below.kind === 'new' || (below.kind === 'edit' && subject !== undefined) ? (
              <AccessForm
                key={below.kind === 'new' ? 'new' : below.accountId}
                contact={contact}
                account={subject ?? null}
                taken={accounts}
                acts={acts}
                onDone={(account) => {
                  setChosenId(account.id);
                  back();
                }}
                onCancel={back}
              />
            ) : null}
            {below.kind === 'remove' && subject !== undefined ? (
              <AccessRemoval contact={contact} account={subject} acts={acts} onDone={back} />
            ) : null}
            {below.kind === 'reset' && subject !== undefined ? (
              <SecondStepReset key={subject.id} contact={contact} account={subject} onDone={back} />
            ) : null}
            {below.kind === 'why' && chosen !== undefined ? <Explanation account={chosen} /> : null}
          </>
        );
      }}
    </Loaded>
  );
}
