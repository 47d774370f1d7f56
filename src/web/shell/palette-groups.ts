import {
  IconAddressBook,
  IconDownload,
  IconFileImport,
  IconPlus,
  type IconProps,
  IconUpload,
  IconWorld,
} from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { useCompanyId } from '../api/me.ts';
import { toastDone, toastError } from '../components/toast.tsx';
import { screens } from './screens.ts';

export interface PaletteEntry {
  id: string;
  label: string;
  description?: string;
  icon: ComponentType<IconProps>;
  act: () => void;
}
export interface PaletteGroup {
  label: string;
  entries: readonly PaletteEntry[];
}

const mostContacts = 7;

/** What the palette offers for the words typed; contacts are asked for after a pause (`settled`). */
export function usePaletteGroups(typed: string, settled: string): PaletteGroup[] {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  const params = { companyId };
  const contacts = useQuery({
    ...api.contacts.list.queryOptions({
      input: { companyId, search: settled, active: 'all', limit: mostContacts },
    }),
    enabled: settled.length >= 2,
    placeholderData: keepPreviousData,
  }).data;
  const websites = useQuery({
    ...api.websites.list.queryOptions({ input: { companyId } }),
    enabled: typed !== '',
  }).data;
  const retrieve = useMutation(
    api.applications.retrieve.mutationOptions({
      onSuccess: ({ retrieved }) => toastDone(t('shell.retrieved', { count: retrieved })),
      onError: (error) => toastError(error, t('shell.palette.retrieve')),
    }),
  );
  const fits = ({ label }: PaletteEntry) => label.toLowerCase().includes(typed.toLowerCase());
  const groups: PaletteGroup[] = [
    {
      label: t('shell.palette.contacts'),
      entries:
        typed.length < 2
          ? []
          : (contacts?.items ?? []).slice(0, mostContacts).map(({ id, name, number, town }) => ({
              id,
              label: name,
              description: [number, town].filter((part) => part !== '').join(' · '),
              icon: IconAddressBook,
              act: () =>
                void navigate({
                  to: '/c/$companyId/contacts/$contactId',
                  params: { companyId, contactId: id },
                }),
            })),
    },
    {
      label: t('shell.palette.websites'),
      entries: (typed === '' ? [] : (websites ?? []))
        .map(({ id, name, hosts }) => ({
          id,
          label: name,
          description: hosts[0] ?? '',
          icon: IconWorld,
          act: () =>
            void navigate({ to: '/c/$companyId/websites/$websiteId', params: { companyId, websiteId: id } }),
        }))
        .filter(fits),
    },
    {
      label: t('shell.palette.screens'),
      entries: screens
        .map(({ name, to, icon }) => ({
          id: name,
          label: t(`shell.nav.${name}`),
          icon,
          act: () => void navigate({ to, params }),
        }))
        .filter(fits),
    },
    {
      label: t('shell.palette.acts'),
      entries: [
        {
          id: 'new-contact',
          label: t('shell.palette.newContact'),
          icon: IconPlus,
          act: () => void navigate({ to: '/c/$companyId/contacts/new', params }),
        },
        {
          id: 'import',
          label: t('shell.palette.importContacts'),
          icon: IconFileImport,
          act: () => void navigate({ to: '/c/$companyId/contacts/import/{-$importId}', params }),
        },
        {
          id: 'new-website',
          label: t('shell.palette.newWebsite'),
          icon: IconPlus,
          act: () => void navigate({ to: '/c/$companyId/websites/new', params }),
        },
        {
          id: 'retrieve',
          label: t('shell.palette.retrieve'),
          icon: IconDownload,
          act: () => retrieve.mutate({ companyId }),
        },
        {
          id: 'publish',
          label: t('shell.palette.updateWebsite'),
          icon: IconUpload,
          act: () => void navigate({ to: '/c/$companyId/update-website/{-$publicationId}', params }),
        },
      ].filter(fits),
    },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}
