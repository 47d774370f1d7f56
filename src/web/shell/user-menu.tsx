import { Popover, SegmentedControl, Stack, Text, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKeyboard, IconLock, IconLogout, type IconProps, IconUserCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ComponentType, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, languages } from '../../core/language.ts';
import { api } from '../api/client.ts';
import { meQuery, useMe } from '../api/me.ts';
import { toastError } from '../components/toast.tsx';
import { currentLanguage, showLanguage } from '../i18n/i18n.ts';
import classes from './user-menu.module.css';

const ChangePassword = lazy(async () => ({
  default: (await import('./change-password.tsx')).ChangePassword,
}));
const schemes = ['auto', 'light', 'dark'] as const;

/** Oneself: language, appearance, password, keys, sign out. */
export function UserMenu({ onKeys }: { onKeys: () => void }) {
  const { t } = useTranslation();
  const { employee } = useMe();
  const queryClient = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [isOpen, menu] = useDisclosure();
  const [changing, password] = useDisclosure();
  const setLanguage = useMutation(
    api.session.setLanguage.mutationOptions({
      onSuccess: async (me) => {
        queryClient.setQueryData(meQuery.queryKey, me);
        // Answers hold sentences in the language they were asked in.
        await queryClient.invalidateQueries();
      },
      onError: (error) => toastError(error),
    }),
  );
  const signOut = useMutation(
    api.session.signOut.mutationOptions({
      // The address is asked for anew, so that nothing of this session stays in memory.
      onSuccess: () => window.location.assign('/sign-in'),
      onError: (error) => toastError(error),
    }),
  );
  const chooseLanguage = (value: string) => {
    if (!isLanguage(value)) return;
    void showLanguage(value);
    setLanguage.mutate({ language: value });
  };
  const leaveFor = (act: () => void) => () => {
    menu.close();
    act();
  };
  return (
    <>
      <Popover opened={isOpen} onChange={menu.toggle} position="top-start" width={250} trapFocus returnFocus>
        <Popover.Target>
          <UnstyledButton
            className={classes.user}
            aria-label={t('shell.user', { name: employee.name })}
            onClick={menu.toggle}
          >
            <IconUserCircle size={20} stroke={1.6} aria-hidden />
            <span className={classes.name}>{employee.name}</span>
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown p={8} aria-label={employee.name}>
          <Stack gap={6} px={8} pt={4} pb="xs">
            <Text size="xs" c="dimmed" className="one-line">
              {employee.email}
            </Text>
            <SegmentedControl
              size="xs"
              fullWidth
              aria-label={t('words.language')}
              value={currentLanguage()}
              data={languages.map((value) => ({ value, label: t(`words.languages.${value}`) }))}
              onChange={chooseLanguage}
            />
            <SegmentedControl
              size="xs"
              fullWidth
              aria-label={t('shell.appearance')}
              value={colorScheme}
              data={schemes.map((value) => ({ value, label: t(`shell.schemes.${value}`) }))}
              onChange={(value) => setColorScheme(schemes.find((scheme) => scheme === value) ?? 'auto')}
            />
          </Stack>
          <Entry icon={IconKeyboard} onClick={leaveFor(onKeys)} hint="?">
            {t('shell.keys')}
          </Entry>
          <Entry icon={IconLock} onClick={leaveFor(password.open)}>
            {t('shell.changePassword')}
          </Entry>
          <Entry icon={IconLogout} onClick={() => signOut.mutate({})}>
            {t('shell.signOut')}
          </Entry>
        </Popover.Dropdown>
      </Popover>
      {changing ? (
        <Suspense fallback={null}>
          <ChangePassword opened onClose={password.close} />
        </Suspense>
      ) : null}
    </>
  );
}

interface EntryProps {
  icon: ComponentType<IconProps>;
  hint?: string;
  onClick: () => void;
  children: string;
}

function Entry({ icon: Icon, hint, onClick, children }: EntryProps) {
  return (
    <UnstyledButton className={classes.entry} onClick={onClick}>
      <Icon size={16} aria-hidden />
      <span>{children}</span>
      {hint === undefined ? null : (
        <Text size="xs" c="dimmed" ml="auto">
          {hint}
        </Text>
      )}
    </UnstyledButton>
  );
}
