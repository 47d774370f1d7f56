import { type InfiniteData, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { Application, ApplicationRow, decisionInput } from '../../../contract/applications.ts';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { toastDone, toastError } from '../../components/toast.tsx';
import { applicationListOptions } from './application-list.tsx';

export type Decision = z.input<typeof decisionInput>;

/** Decides one application; on success the next of the list opens. A decision of somebody else is never overwritten. */
export function useDecide(application: Application): {
  decide: (decision: Decision) => void;
  isPending: boolean;
} {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const filter = useSearch({ from: '/c/$companyId/applications/{-$applicationId}' });
  const next = () => {
    const list = queryClient.getQueryData<InfiniteData<{ items: ApplicationRow[] }>>(
      applicationListOptions(companyId, filter).queryKey,
    );
    const rows = list?.pages.flatMap(({ items }) => items) ?? [];
    const at = rows.findIndex(({ id }) => id === application.id);
    return rows[at + 1]?.id ?? rows[at - 1]?.id;
  };
  const mutation = useMutation(
    api.applications.decide.mutationOptions({
      onSuccess: (decided, { decision }) => {
        const names = { who: decided.name, website: decided.website.name };
        toastDone(
          decided.kind === 'deletion'
            ? t(
                decision.decision === 'approve'
                  ? 'applications.deletion.granted'
                  : 'applications.deletion.kept',
                names,
              )
            : t(`applications.done.${decision.decision}`, names),
        );
        const applicationId = next();
        void navigate({
          to: '/c/$companyId/applications/{-$applicationId}',
          params: { companyId, ...(applicationId === undefined ? {} : { applicationId }) },
          search: true,
        });
      },
      onError: (error) => toastError(error),
      onSettled: () => queryClient.invalidateQueries(),
    }),
  );
  return {
    decide: (decision) =>
      mutation.mutate({ companyId, applicationId: application.id, version: application.version, decision }),
    isPending: mutation.isPending,
  };
}
