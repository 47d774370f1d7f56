import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Website, type WebsiteInput, websiteInput } from '../../../contract/websites.ts';
import { api, client } from '../../api/client.ts';
import { useCompanyId } from '../../api/me.ts';
import { toastDone, toastError } from '../../components/toast.tsx';
import { valuesOf } from './website-values.ts';

/** Puts what the API answered about a website everywhere it is shown. */
export function useShowWebsite() {
  const companyId = useCompanyId();
  const queryClient = useQueryClient();
  return (website: Website) => {
    queryClient.setQueryData(
      api.websites.get.queryKey({ input: { companyId, websiteId: website.id } }),
      website,
    );
    for (const part of [api.websites.list, api.websites.serverConfig, api.publications.plan, api.companies])
      void queryClient.invalidateQueries({ queryKey: part.key() });
  };
}

/** Saves the settings of a website, with the way back in the message. */
export function useSaveWebsite(website: Website) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const show = useShowWebsite();
  const { id: websiteId } = website;
  const takeBack = useMutation({
    mutationFn: ({ before, version }: { before: WebsiteInput; version: number }) =>
      client.websites.update({ companyId, websiteId, website: before, version }),
    onSuccess: (saved) => {
      show(saved);
      toastDone(t('websites.form.undone'));
    },
    onError: (error) => toastError(error),
  });
  return useMutation({
    mutationFn: (change: { values: WebsiteInput; before: Website; version: number }) =>
      client.websites.update({ companyId, websiteId, website: change.values, version: change.version }),
    onSuccess: (saved, { before }) => {
      show(saved);
      const message = saved.linkMode === 'manual' ? 'websites.form.saved' : 'websites.form.savedAutomatic';
      toastDone(t(message, { name: saved.name }), () =>
        takeBack.mutate({ before: websiteInput.parse(valuesOf(before)), version: saved.version }),
      );
    },
  });
}
