import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, client } from '../api/client.ts';
import { useCompanyId } from '../api/me.ts';
import { toastDone, toastError } from '../components/toast.tsx';
import { i18n } from '../i18n/i18n.ts';

const askAgainMs = 500;

/** Update website (R6) for every website for which something waits, with how far it is. */
export function usePublishChanges() {
  const companyId = useCompanyId();
  const queryClient = useQueryClient();
  const publish = useMutation({
    mutationFn: async () => {
      // The plan, unlike the list of websites, has those too whose removal waits.
      const plans = await client.publications.plan({ companyId });
      const websiteIds = plans
        .filter(
          (plan) => plan.settingsChanged || plan.gains + plan.loses + plan.changesAddress + plan.other > 0,
        )
        .map((plan) => plan.website.id);
      return websiteIds.length === 0 ? [] : client.publications.publish({ companyId, websiteIds });
    },
    onSuccess: (publications) => {
      for (const { state, failure, website } of publications) {
        if (state === 'failed') {
          toastError(failure ?? '', i18n.t('shell.publishBar.failed', { website: website.name }));
        }
      }
      const done = publications.filter(({ state }) => state === 'done');
      if (done.length > 0 || publications.length === 0) {
        const mails = i18n.t('shell.publishBar.mails', {
          count: done.reduce((sum, one) => sum + one.mails, 0),
        });
        toastDone(i18n.t('shell.publishBar.done', { mails }));
      }
    },
    onError: (error) => toastError(error, i18n.t('shell.nav.publish')),
    onSettled: () => queryClient.invalidateQueries(),
  });
  const running = useQuery({
    ...api.publications.list.queryOptions({ input: { companyId, limit: 10 } }),
    enabled: publish.isPending,
    refetchInterval: askAgainMs,
    select: ({ items }) =>
      items
        .filter(({ state }) => state === 'running')
        .reduce(
          (sum, { progress }) => ({ done: sum.done + progress.done, total: sum.total + progress.total }),
          { done: 0, total: 0 },
        ),
  });
  return {
    publish: () => publish.mutate(),
    isPublishing: publish.isPending,
    progress: publish.isPending ? running.data : undefined,
  };
}
