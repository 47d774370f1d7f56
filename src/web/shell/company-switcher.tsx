import { Menu, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useCompany, useMe } from '../api/me.ts';
import classes from './company-switcher.module.css';

const NewCompany = lazy(async () => ({ default: (await import('./new-company.tsx')).NewCompany }));

/** Which company database one works in (R16). */
export function CompanySwitcher() {
  const { t } = useTranslation();
  const { companies } = useMe();
  const company = useCompany();
  const navigate = useNavigate();
  const [creating, dialog] = useDisclosure();
  if (company === null) return null;
  return (
    <>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <UnstyledButton className={classes.company} aria-label={`${t('shell.company')}: ${company.name}`}>
            <span className={classes.mark} aria-hidden>
              {company.name.slice(0, 1).toUpperCase()}
            </span>
            <span className={classes.name}>{company.name}</span>
            <IconSelector size={15} className={classes.sign} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('shell.company')}</Menu.Label>
          {companies.map(({ id, name, isSample }) => (
            <Menu.Item
              key={id}
              leftSection={<IconCheck size={15} opacity={id === company.id ? 1 : 0} />}
              rightSection={
                isSample ? (
                  <Text size="xs" c="dimmed">
                    {t('shell.sample')}
                  </Text>
                ) : null
              }
              onClick={() => void navigate({ to: '/c/$companyId', params: { companyId: id } })}
            >
              {name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlus size={15} />} onClick={dialog.open}>
            {t('shell.newCompany')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {creating ? (
        <Suspense fallback={null}>
          <NewCompany opened onClose={dialog.close} />
        </Suspense>
      ) : null}
    </>
  );
}
