import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck, IconHandStop, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../contract/accounts.ts';
import { BulkBar } from '../../components/data-table/bulk-bar.tsx';
import { useIsLocked } from '../websites/licence-notice.tsx';
import { useWebsites } from './account-filters.tsx';
import classes from './accounts.module.css';
import { BulkResult } from './bulk-result.tsx';
import { type StatusResult, useSetStatus } from './use-set-status.ts';

const offered = ['approved', 'declined', 'blocked'] as const;
type Offered = (typeof offered)[number];
const icons = { approved: IconCheck, declined: IconX, blocked: IconHandStop };

/** Approve, decline or block what is selected; says whom it touches and which mail goes out before it is done. */
export function BulkStatus({ accounts, onClear }: { accounts: readonly Account[]; onClear: () => void }) {
  const { t } = useTranslation();
  const isLocked = useIsLocked();
  const [asking, setAsking] = useState<Offered | null>(null);
  const [result, setResult] = useState<StatusResult | null>(null);
  const { set, isPending, done } = useSetStatus((ended) => {
    setAsking(null);
    onClear();
    if (ended.refused.length > 0) setResult(ended);
  });
  return (
    <>
      <div className={accounts.length === 0 ? undefined : classes.bulk}>
        <BulkBar count={accounts.length} onClear={onClear}>
          {offered.map((status) => {
            const Icon = icons[status];
            return (
              <Button
                key={status}
                size="xs"
                variant="default"
                leftSection={<Icon size={15} />}
                disabled={isLocked}
                onClick={() => setAsking(status)}
              >
                {t(`accounts.bulk.${status}`)}
              </Button>
            );
          })}
        </BulkBar>
      </div>
      <Modal
        opened={asking !== null}
        onClose={() => setAsking(null)}
        size={500}
        title={
          asking === null
            ? ''
            : t(`accounts.bulk.titles.${asking}`, { count: changing(accounts, asking).length })
        }
      >
        {asking === null ? null : (
          <StatusForm
            key={asking}
            status={asking}
            accounts={accounts}
            isPending={isPending}
            done={done}
            onCancel={() => setAsking(null)}
            onConfirm={(reason) => set({ accounts: changing(accounts, asking), status: asking, reason })}
          />
        )}
      </Modal>
      <BulkResult result={result} onClose={() => setResult(null)} />
    </>
  );
}

interface StatusFormProps {
  status: Offered;
  accounts: readonly Account[];
  isPending: boolean;
  /** How many are done, where they are too many for one call. */
  done: number;
  onCancel: () => void;
  onConfirm: (reason: string) => void;
}

function StatusForm({ status, accounts, isPending, done, onCancel, onConfirm }: StatusFormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const touched = changing(accounts, status);
  const same = accounts.length - touched.length;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onConfirm(reason.trim());
      }}
    >
      <Stack gap="md">
        {touched.length === 0 ? null : (
          <Text size="sm">
            {t(`accounts.bulk.mails.${status}`)} <When accounts={touched} />
          </Text>
        )}
        {same === 0 ? null : <Text size="sm">{t('accounts.bulk.same', { count: same })}</Text>}
        {status === 'approved' ? null : (
          <Textarea
            label={t('accounts.bulk.reason')}
            description={t('accounts.bulk.reasonHint')}
            data-autofocus
            autosize
            minRows={2}
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value.replace(/\n/g, ' '))}
          />
        )}
        <Group justify="flex-end" gap="xs">
          {isPending && done > 0 ? (
            <Text size="sm" c="dimmed" className="numbers" mr="auto" role="status">
              {t('accounts.bulk.progress', { done, total: touched.length })}
            </Text>
          ) : null}
          <Button variant="default" disabled={isPending} onClick={onCancel}>
            {t('words.cancel')}
          </Button>
          <Button
            type="submit"
            loading={isPending}
            disabled={touched.length === 0}
            data-autofocus={status === 'approved' || undefined}
            {...(status === 'approved' ? {} : { color: 'red' })}
          >
            {t(`accounts.bulk.confirm.${status}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Those that do not have the status yet. */
function changing(accounts: readonly Account[], status: Offered): Account[] {
  return accounts.filter((account) => account.status !== status || account.ending);
}

/** Whether it happens at once or waits, by the websites of the accounts. */
function When({ accounts }: { accounts: readonly Account[] }) {
  const { t } = useTranslation();
  const websites = useWebsites().filter(({ id }) => accounts.some((account) => account.website.id === id));
  const names = (mode: 'automatic' | 'manual') =>
    websites
      .filter(({ linkMode }) => linkMode === mode)
      .map(({ name }) => name)
      .join(', ');
  const automatic = names('automatic');
  const manual = names('manual');
  if (automatic !== '' && manual !== '') return t('accounts.bulk.whenMixed', { automatic, manual });
  return t(automatic === '' ? 'accounts.bulk.whenManual' : 'accounts.bulk.whenAutomatic');
}
