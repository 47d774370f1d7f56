import { Badge, Checkbox, Text, Title, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '../../../contract/publications.ts';
import { mailsOfChange } from '../../../core/publication-plan.ts';
import type { MailEvent } from '../../../core/website.ts';
import { useCompanyId } from '../../api/me.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { PlanLines } from './plan-lines.tsx';
import { PlanMail } from './plan-mail.tsx';
import { settingWords } from './plan-words.ts';
import classes from './publications.module.css';

interface WebsitePlanProps {
  plan: Plan;
  chosen: boolean;
  /** Left out where there is nothing to choose between. */
  onChoose: ((chosen: boolean) => void) | undefined;
}

/** What Update website does to one website: three numbers, the names and mails under each, the settings. */
export function WebsitePlan({ plan, chosen, onChoose }: WebsitePlanProps) {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const { website, lines } = plan;
  const isRemoved = plan.settings.includes('removed') && !plan.settings.includes('name');
  const others = plan.changesAddress + plan.other;
  const otherLines = lines.filter(({ effect }) => effect === 'changes_address' || effect === 'other');
  const mailOf = (line: Plan['lines'][number]) =>
    line.mail === null ? null : <PlanMail accountId={line.accountId} mail={line.mail} />;
  return (
    <section className={classes.plan} aria-label={website.name} data-left-out={!chosen || undefined}>
      <div className={classes.planHead}>
        {onChoose === undefined ? null : (
          <Checkbox
            aria-label={t('publications.choose', { name: website.name })}
            checked={chosen}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
        )}
        <Title order={2} className={classes.planName}>
          <Link
            to="/c/$companyId/websites/$websiteId"
            params={{ companyId, websiteId: website.id }}
            className="quiet-link"
          >
            {website.name}
          </Link>
        </Title>
        {plan.linkMode === 'automatic' ? (
          <Tooltip label={t('publications.byItselfText')} multiline maw={320}>
            <Badge color="gray">{t('publications.byItself')}</Badge>
          </Tooltip>
        ) : null}
      </div>
      {plan.settingsChanged ? <SettingsLine plan={plan} isRemoved={isRemoved} /> : null}
      {isRemoved ? null : (
        <div className={classes.numbers}>
          <BigNumber count={plan.gains} tone="gains" word={t('publications.gains', { count: plan.gains })}>
            <PlanLines
              lines={lines.filter(({ effect }) => effect === 'gains')}
              total={plan.gains}
              aside={mailOf}
            />
          </BigNumber>
          <BigNumber count={plan.loses} tone="loses" word={t('publications.loses', { count: plan.loses })}>
            <PlanLines
              lines={lines.filter(({ effect }) => effect === 'loses')}
              total={plan.loses}
              aside={mailOf}
            />
          </BigNumber>
          <BigNumber
            count={plan.mails}
            tone="mails"
            word={t('publications.mailsWord', { count: plan.mails })}
          >
            <MailCounts lines={lines} mails={plan.mails} />
          </BigNumber>
        </div>
      )}
      {others === 0 ? null : (
        <div>
          <Title order={3}>
            {t('publications.others')} ({others})
          </Title>
          <Text size="sm" c="dimmed" mb={8}>
            {t('publications.othersText')}
          </Text>
          <PlanLines
            lines={otherLines}
            total={others}
            aside={mailOf}
            below={(line) => <Change line={line} />}
          />
        </div>
      )}
    </section>
  );
}

function BigNumber({
  count,
  tone,
  word,
  children,
}: {
  count: number;
  tone: 'gains' | 'loses' | 'mails';
  word: string;
  children: ReactNode;
}) {
  return (
    <div>
      <div className={classes.big} data-tone={tone} data-zero={count === 0 || undefined}>
        <b>{count}</b> <span>{word}</span>
      </div>
      {count === 0 ? null : children}
    </div>
  );
}

/** How many of each mail; a corrected address causes several. Only the first lines come with the plan. */
function MailCounts({ lines, mails }: { lines: Plan['lines']; mails: number }) {
  const { t } = useTranslation();
  const counts = new Map<MailEvent, number>();
  for (const { from, to } of lines)
    for (const { event } of mailsOfChange(from, to)) counts.set(event, (counts.get(event) ?? 0) + 1);
  const counted = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return (
    <ul className={classes.lines}>
      {[...counts].map(([event, count]) => (
        <li key={event}>{t('publications.mailLine', { count, mail: t(`words.mailEvents.${event}`) })}</li>
      ))}
      {counted < mails ? <li>{t('publications.more', { count: mails - counted })}</li> : null}
    </ul>
  );
}

/** What changes of a line that neither gains nor loses. */
export function Change({ line }: { line: Plan['lines'][number] }) {
  const { t } = useTranslation();
  const { from, to } = line;
  return (
    <span className={classes.change}>
      {from === null ? (
        <Text span size="sm" c="dimmed">
          {t('publications.detail.none')}
        </Text>
      ) : from.status === to.status ? null : (
        <StatusBadge status={from.status} />
      )}
      {from?.status === to.status ? null : (
        <>
          <span aria-hidden>→</span>
          <StatusBadge status={to.status} />
        </>
      )}
      {from === null || from.email === to.email ? null : (
        <Text span size="sm">
          {t('publications.newAddress', { email: from.email })}
        </Text>
      )}
    </span>
  );
}

function SettingsLine({ plan, isRemoved }: { plan: Plan; isRemoved: boolean }) {
  const { t } = useTranslation();
  if (isRemoved) return <Text size="sm">{t('publications.settingsRemoved')}</Text>;
  if (plan.settings.includes('hosts') && plan.settings.includes('language'))
    return <Text size="sm">{t('publications.settingsNew')}</Text>;
  return (
    <Text size="sm">
      <Text span size="sm" c="dimmed">
        {t('publications.settings')}:
      </Text>{' '}
      {plan.settings.map((name) => settingWords(t, name)).join(', ')}
    </Text>
  );
}
