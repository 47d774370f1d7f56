import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Publication } from '../../../contract/publications.ts';
import { api, client } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { toastDone, toastError } from '../../components/toast.tsx';
import { i18n } from '../../i18n/i18n.ts';

const askAgainMs = 500;
const patienceMs = 1500;

export interface PublishProgress {
  /** Websites done so far, of those that were asked for. */
  readonly websites: { done: number; total: number };
  /** Accounts of the website that is being updated. */
  readonly accounts: { done: number; total: number };
}

/** Update website (R6) for the chosen websites, with how far it is. */
export function usePublish() {
  const companyId = useCompanyId();
  const queryClient = useQueryClient();
  const begun = useRef({ at: 0, total: 0 });
  const publish = useMutation({
    mutationFn: (websiteIds: readonly string[]) => {
      begun.current = { at: Date.now(), total: websiteIds.length };
      return client.publications.publish({ companyId, websiteIds: [...websiteIds] });
    },
    onSettled: () => queryClient.invalidateQueries(),
  });
  const { isPending } = publish;
  const items =
    useQuery({
      ...api.publications.list.queryOptions({ input: { companyId, limit: 20 } }),
      refetchInterval: ({ state }) => (isPending || runningOf(state.data?.items) ? askAgainMs : false),
    }).data?.items ?? [];
  const running = runningOf(items);
  // Begun on another screen or by somebody else; one that is over in a moment is not worth a bar.
  const isElsewhere =
    !isPending && running !== undefined && Date.now() - new Date(running.startedAt).getTime() > patienceMs;
  const { at, total } = begun.current;
  // The clocks of office and browser may differ by some seconds.
  const done = items.filter(
    ({ state, startedAt }) => state !== 'running' && new Date(startedAt).getTime() > at - 5000,
  ).length;
  const progress: PublishProgress = {
    websites: isPending ? { done: Math.min(done, total), total } : { done: 0, total: 1 },
    accounts: running?.progress ?? { done: 0, total: 0 },
  };
  return {
    publish: publish.mutate,
    isPublishing: isPending,
    /** Another update runs, begun elsewhere. */
    isElsewhere,
    progress,
    result: publish.data,
    error: publish.error,
    reset: publish.reset,
  };
}

function runningOf(items: readonly Publication[] | undefined): Publication | undefined {
  return items?.find(({ state }) => state === 'running');
}

/** Tells in passing how an update ended, where its screen is not open. */
export function tellPublications(publications: readonly Publication[]): void {
  for (const { state, failure, website } of publications) {
    if (state === 'failed')
      toastError(failure ?? '', i18n.t('publications.failedTitle', { website: website.name }));
  }
  const done = publications.filter(({ state }) => state === 'done');
  if (done.length === 0) return;
  const mails = done.reduce((sum, one) => sum + one.mails, 0);
  toastDone(
    i18n.t('publications.doneToast', {
      websites: done.map(({ website }) => website.name).join(', '),
      mails: i18n.t('publications.mails', { count: mails }),
    }),
  );
}
