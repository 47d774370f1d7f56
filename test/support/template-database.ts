/** The migrated database that each test's own is cloned from. */
export const TEMPLATE = 'gatehouse_template';
