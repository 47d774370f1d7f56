import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { toastDone, toastError } from '../../components/toast.tsx';

/** Get website data (R9): fetches from every gate now, or what one website's visitors left, and tells what came. */
export function useRetrieve(websiteId?: string): { start: () => void; isPending: boolean } {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const queryClient = useQueryClient();
  const retrieve = useMutation(
    api.applications.retrieve.mutationOptions({
      onSuccess: (result) => {
        const { retrieved, existing, verify, approvedByPolicy, unreachable } = result;
        const parts: string[] = [
          t('applications.retrieved', { count: retrieved, existing, verify, fresh: result.new }),
        ];
        if (approvedByPolicy > 0) parts.push(t('applications.byPolicy', { count: approvedByPolicy }));
        if (unreachable.length === 0 || retrieved > 0) toastDone(parts.join(' '));
        if (unreachable.length > 0) {
          toastError(
            t('applications.unreachable', { names: unreachable.join(', ') }),
            t('applications.unreachableTitle'),
          );
        }
      },
      onError: (error) => toastError(error, t('applications.retrieve')),
      onSettled: () => queryClient.invalidateQueries(),
    }),
  );
  return {
    start: () => retrieve.mutate({ companyId, ...(websiteId === undefined ? {} : { websiteId }) }),
    isPending: retrieve.isPending,
  };
}
