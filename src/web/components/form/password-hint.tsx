import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './password-hint.module.css';
import { passwordStrength, shortestPassword } from './password-strength.ts';

/** Tells, while one types, what is still missing or how strong the password is. */
export function PasswordHint({ password }: { password: string }) {
  const { t } = useTranslation();
  const strength = passwordStrength(password);
  return (
    <div className={classes.hint} data-strength={password === '' ? 'none' : strength}>
      <span className={classes.bar} aria-hidden>
        <span />
      </span>
      <Text size="xs" c="dimmed" role="status">
        {strength === 'short'
          ? t('entry.strength.short', { count: shortestPassword - password.length })
          : t(`entry.strength.${strength}`)}
      </Text>
    </div>
  );
}
