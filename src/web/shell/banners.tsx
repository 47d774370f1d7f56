import { Anchor, CloseButton } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { IconAlertTriangle, IconMailOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LicenceState } from '../../contract/companies.ts';
import { api } from '../api/client.ts';
import { useCompanyId, useMe } from '../api/me.ts';
import { exactDate } from '../components/relative-time.tsx';
import classes from './banners.module.css';

/** What staff must know on every screen: the licence (R17, case 41), and mails that can't go out. */
export function Banners() {
  const companyId = useCompanyId();
  const { mailConfigured } = useMe();
  const licence = useQuery(api.licences.get.queryOptions({ input: { companyId } })).data;
  return (
    <>
      {licence === undefined || licence.state === 'valid' ? null : <LicenceBanner licence={licence} />}
      {mailConfigured ? null : <MailBanner />}
    </>
  );
}

function LicenceBanner({ licence }: { licence: LicenceState }) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const date = licence.validUntil === null ? '' : exactDate(licence.validUntil);
  const texts: Record<Exclude<LicenceState['state'], 'valid'>, string> = {
    none: t('shell.banner.licenceNone'),
    grace: t('shell.banner.licenceGrace', {
      date,
      until: licence.graceUntil === null ? '' : exactDate(licence.graceUntil),
    }),
    ended: t('shell.banner.licenceEnded', { date }),
  };
  if (licence.state === 'valid') return null;
  return (
    <Banner
      kind={licence.state === 'ended' ? 'serious' : 'warning'}
      icon={<IconAlertTriangle size={16} aria-hidden />}
    >
      {texts[licence.state]}{' '}
      <Anchor
        size="sm"
        underline="always"
        renderRoot={(props) => (
          <Link
            {...props}
            to="/c/$companyId/settings/{-$section}"
            params={{ companyId, section: 'licence' }}
          />
        )}
      >
        {t('shell.banner.enterLicence')}
      </Anchor>
    </Banner>
  );
}

function MailBanner() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const [hidden, setHidden] = useSessionStorage({
    key: 'gatehouse.mail-banner',
    defaultValue: '',
    getInitialValueInEffect: false,
  });
  const waiting =
    useQuery(api.companies.counters.queryOptions({ input: { companyId } })).data?.waitingMails ?? 0;
  if (hidden === 'hidden') return null;
  return (
    <Banner kind="quiet" icon={<IconMailOff size={16} aria-hidden />} onClose={() => setHidden('hidden')}>
      {waiting === 0 ? t('shell.banner.mailNone') : t('shell.banner.mail', { count: waiting })}{' '}
      {waiting === 0 ? null : (
        <Anchor
          size="sm"
          underline="always"
          renderRoot={(props) => (
            <Link {...props} to="/c/$companyId/mail/{-$mailId}" params={{ companyId }} />
          )}
        >
          {t('shell.banner.readMail')}
        </Anchor>
      )}
    </Banner>
  );
}

interface BannerProps {
  kind: 'quiet' | 'warning' | 'serious';
  icon: ReactNode;
  onClose?: () => void;
  children: ReactNode;
}

function Banner({ kind, icon, onClose, children }: BannerProps) {
  const { t } = useTranslation();
  return (
    <output className={classes.banner} data-kind={kind}>
      {icon}
      <span className={classes.text}>{children}</span>
      {onClose === undefined ? null : (
        <CloseButton size="sm" aria-label={t('words.close')} onClick={onClose} />
      )}
    </output>
  );
}
