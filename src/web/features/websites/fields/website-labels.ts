import { useTranslation } from 'react-i18next';
import type { ContractForm } from '../../../components/form/contract-form.ts';
import type { WebsiteField, WebsiteValues } from '../website-values.ts';

export type WebsiteForm = ContractForm<WebsiteValues>;

/** The settings' names as they stand on the screen, also for the summary of errors. */
export function useWebsiteLabels(): Record<
  WebsiteField | 'origin.folder' | 'origin.url' | 'origin.host',
  string
> {
  const { t } = useTranslation();
  return {
    name: t('websites.fields.name'),
    hosts: t('websites.fields.hosts'),
    publicUrl: t('websites.fields.publicUrl'),
    enabled: t('websites.fields.enabled'),
    protection: t('websites.fields.protection'),
    paths: t('websites.fields.paths'),
    policy: t('websites.fields.policy'),
    linkMode: t('websites.fields.linkMode'),
    origin: t('websites.fields.origin'),
    'origin.folder': t('websites.fields.folder'),
    'origin.url': t('websites.fields.upstream'),
    'origin.host': t('websites.fields.upstreamHost'),
    language: t('websites.fields.language'),
    senderName: t('websites.fields.senderName'),
    senderEmail: t('websites.fields.senderEmail'),
    copyTo: t('websites.fields.copyTo'),
    showCreateUser: t('websites.fields.showCreateUser'),
    introduction: t('websites.fields.introduction'),
    sessionIdleMinutes: t('websites.fields.sessionIdleMinutes'),
    sessionHours: t('websites.fields.sessionHours'),
    signIn: t('websites.fields.signIn'),
    look: t('websites.fields.look'),
    signUpForm: t('websites.fields.signUpForm'),
  };
}
