import { Tabs } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCompanyId } from '../../api/me.ts';
import { Page } from '../../components/page.tsx';
import { AuditSection } from './audit-section.tsx';
import { CompanySection } from './company-section.tsx';
import { EmployeesSection } from './employees-section.tsx';
import { LicenceSection } from './licence-section.tsx';

const sections = {
  company: CompanySection,
  licence: LicenceSection,
  employees: EmployeesSection,
  audit: AuditSection,
};
type Section = keyof typeof sections;

function isSection(value: string | null | undefined): value is Section {
  return value !== null && value !== undefined && value in sections;
}

/** What holds for the whole company database; each section has an address of its own. */
export function SettingsScreen() {
  const { t } = useTranslation();
  const companyId = useCompanyId();
  const navigate = useNavigate();
  const { section } = useParams({ from: '/c/$companyId/settings/{-$section}' });
  const shown = isSection(section) ? section : 'company';
  const Shown = sections[shown];
  return (
    <Page title={t('settings.title')}>
      <Tabs
        value={shown}
        onChange={(next) => {
          if (isSection(next))
            void navigate({ to: '/c/$companyId/settings/{-$section}', params: { companyId, section: next } });
        }}
      >
        <Tabs.List mb="lg" style={{ flexWrap: 'nowrap', overflowX: 'auto' }}>
          {Object.keys(sections)
            .filter(isSection)
            .map((name) => (
              <Tabs.Tab key={name} value={name}>
                {t(`settings.sections.${name}`)}
              </Tabs.Tab>
            ))}
        </Tabs.List>
        <Tabs.Panel value={shown}>
          <Shown companyId={companyId} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
