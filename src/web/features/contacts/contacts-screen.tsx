import { useMediaQuery } from '@mantine/hooks';
import { Outlet, useChildMatches } from '@tanstack/react-router';
import { ContactList } from './contact-list.tsx';
import classes from './contacts-screen.module.css';

/** The list, with the open card beside it on wide screens and in its place on others. */
export function ContactsScreen() {
  const isWide = useMediaQuery('(min-width: 1400px)', true, { getInitialValueInEffect: false });
  const hasCard = useChildMatches({
    select: (matches) => matches.some(({ fullPath }) => /\/contacts\/(new|\$contactId)$/.test(fullPath)),
  });
  if (!hasCard) return <ContactList />;
  if (!isWide) return <Outlet />;
  return (
    <div className={classes.beside}>
      <div className={classes.list}>
        <ContactList compact />
      </div>
      <div className={classes.card}>
        <Outlet />
      </div>
    </div>
  );
}
