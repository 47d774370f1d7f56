import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { errorMessage } from '../api/errors.ts';
import { i18n } from '../i18n/i18n.ts';

const shownMs = 6000;

/** Says that something is done; with `undo`, a button takes it back while the message stands. */
export function toastDone(message: string, undo?: () => void): void {
  const id = notifications.show({
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        {undo === undefined ? null : (
          <Button
            size="compact-sm"
            variant="subtle"
            style={{ flex: 'none' }}
            onClick={() => {
              notifications.hide(id);
              undo();
            }}
          >
            {i18n.t('words.undo')}
          </Button>
        )}
      </Group>
    ),
    icon: <IconCheck size={16} />,
    color: 'teal',
    autoClose: undo === undefined ? shownMs : shownMs * 1.5,
    withCloseButton: undo === undefined,
  });
}

/** Says what did not work and why; stays until it is closed. */
export function toastError(error: unknown, title?: string): void {
  notifications.show({
    title: title ?? i18n.t('errors.notSaved'),
    message: errorMessage(error),
    icon: <IconAlertTriangle size={16} />,
    color: 'red',
    autoClose: false,
    role: 'alert',
  });
}
