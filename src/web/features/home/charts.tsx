import '@mantine/charts/styles.css';
import { LineChart } from '@mantine/charts';
import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Home } from '../../../contract/companies.ts';
import { exactDate } from '../../components/relative-time.tsx';
import { currentLanguage } from '../../i18n/i18n.ts';
import classes from './home.module.css';

const height = 190;

/** Applications and approvals per week, and sign-ins per website; each also as a table for those who can't see it. */
export function Charts({ home }: { home: Home }) {
  const { t } = useTranslation();
  const weeks = home.weeks.map(({ week, applications, approvals }) => ({
    week: exactDate(week, true),
    [t('home.applications')]: applications,
    [t('home.approvals')]: approvals,
  }));
  const most = Math.max(1, ...home.signIns.map(({ count }) => count));
  return (
    <div className={classes.charts}>
      <section>
        <Title order={3} mb="sm">
          {t('home.weeks')}
        </Title>
        <LineChart
          h={height}
          data={weeks}
          dataKey="week"
          withLegend
          legendProps={{ verticalAlign: 'bottom', height: 32 }}
          curveType="linear"
          strokeWidth={2}
          gridAxis="x"
          withDots={false}
          yAxisProps={{ allowDecimals: false, width: 28, interval: 0 }}
          xAxisProps={{ interval: 'preserveStartEnd', minTickGap: 28 }}
          lineProps={{ isAnimationActive: false }}
          lineChartProps={{ accessibilityLayer: false, margin: { top: 8 } }}
          series={[
            { name: t('home.applications'), color: 'var(--gh-blue)', strokeDasharray: '5 3' },
            { name: t('home.approvals'), color: 'var(--gh-accent)' },
          ]}
          aria-hidden
        />
        <div className="only-heard">
          <table>
            <caption>{t('home.weeks')}</caption>
            <tbody>
              {home.weeks.map(({ week, applications, approvals }) => (
                <tr key={week}>
                  <th scope="row">{`${t('home.week')} ${exactDate(week)}`}</th>
                  <td>{`${t('home.applications')}: ${applications}`}</td>
                  <td>{`${t('home.approvals')}: ${approvals}`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section>
        <Title order={3} mb="sm">
          {t('home.signIns')}
        </Title>
        {home.signIns.every(({ count }) => count === 0) ? (
          <Text size="sm" c="dimmed">
            {t('home.noSignIns')}
          </Text>
        ) : (
          <dl className={classes.bars}>
            {home.signIns.map(({ website, count }) => (
              <div key={website}>
                <dt className="one-line">{website}</dt>
                <dd>
                  <span className={classes.bar} style={{ width: `${(70 * count) / most}%` }} />
                  <span className="numbers">{count.toLocaleString(currentLanguage())}</span>
                </dd>
              </div>
            ))}
          </dl>
        )}
      </section>
    </div>
  );
}
