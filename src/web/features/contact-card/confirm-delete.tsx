import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface ConfirmDeleteProps {
  /** A contact with its persons, or one contact person. */
  what: 'contact' | 'person';
  name: string;
  opened: boolean;
  onClose: () => void;
  onConfirm: () => void;
}

/** What goes with a contact or contact person, before it goes: this alone can't be taken back (case 37). */
export function ConfirmDelete({ what, name, opened, onClose, onConfirm }: ConfirmDeleteProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('card.erase.title', { name })} size={520}>
      <Stack gap="md">
        <Text size="sm">{t(`card.erase.${what}`)}</Text>
        <Text size="sm" c="dimmed">
          {t('card.erase.trail')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('words.cancel')}
          </Button>
          <Button
            color="red"
            onClick={() => {
              onClose();
              onConfirm();
            }}
          >
            {t('card.erase.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
