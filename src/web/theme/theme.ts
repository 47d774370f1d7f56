import { createTheme, defaultVariantColorsResolver, type MantineColorsTuple } from '@mantine/core';

/** The accent: step 7 is the light scheme's, step 4 the dark scheme's (LOOK). */
const teal: MantineColorsTuple = [
  '#eef7f5',
  '#d6ebe6',
  '#a9d7cd',
  '#74c4b4',
  '#3fb89f',
  '#2b9a85',
  '#1a8070',
  '#0f6b5c',
  '#0b5549',
  '#073f36',
];
const gray: MantineColorsTuple = [
  '#fafafa',
  '#f4f5f5',
  '#eaecec',
  '#dfe1e2',
  '#cbcfd1',
  '#9da3a7',
  '#6b7276',
  '#50575b',
  '#363b3f',
  '#1f2326',
];
const dark: MantineColorsTuple = [
  '#e4e6e7',
  '#c6cacc',
  '#a0a6aa',
  '#767c81',
  '#3b4044',
  '#2b2f33',
  '#212528',
  '#17191b',
  '#111314',
  '#0b0c0d',
];

/** Text on a filled ground: white in the light scheme, where grounds are deep; dark in the dark one. */
const onFilled = 'var(--mantine-primary-color-contrast)';

const red: MantineColorsTuple = [
  '#fef6f5',
  '#fdecea',
  '#f5b5b0',
  '#f2a49c',
  '#ff8f85',
  '#e0584d',
  '#c93a30',
  '#b3261e',
  '#8f1e17',
  '#6d1611',
];

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 4 },
  colors: { teal, gray, dark, red },
  variantColorResolver: (input) => {
    const colours = defaultVariantColorsResolver(input);
    return input.variant === 'filled' ? { ...colours, color: onFilled } : colours;
  },
  black: '#1f2326',
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  radius: { xs: '3px', sm: '6px', md: '6px', lg: '6px', xl: '6px' },
  defaultRadius: 'md',
  shadows: { xs: 'none', sm: 'none', md: 'var(--gh-float)', lg: 'var(--gh-float)', xl: 'var(--gh-float)' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  // Plain objects: naming the components themselves would load all of them with the first screen.
  components: {
    Button: { defaultProps: { size: 'sm' }, styles: { root: { fontWeight: 550 } } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Input: { defaultProps: { size: 'sm' } },
    Fieldset: { styles: { legend: { fontWeight: 600, fontSize: 14, marginBottom: 8 } } },
    InputWrapper: {
      styles: {
        label: { fontWeight: 500, marginBottom: 4 },
        error: { marginTop: 4, fontSize: 12 },
        description: { fontSize: 12, lineHeight: '16px' },
      },
    },
    Badge: {
      defaultProps: { variant: 'light', radius: 'sm' },
      styles: { root: { textTransform: 'none' } },
    },
    Table: {
      defaultProps: { fz: 'sm', verticalSpacing: 8 },
      styles: { th: { fontSize: 12, fontWeight: 500, color: 'var(--mantine-color-dimmed)' } },
    },
    Tabs: {
      defaultProps: { keepMounted: false },
      styles: {
        list: { flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden', scrollbarWidth: 'none' },
      },
    },
    Checkbox: {
      defaultProps: { iconColor: onFilled },
      styles: { description: { fontSize: 12 } },
    },
    Radio: { defaultProps: { iconColor: onFilled }, styles: { description: { fontSize: 12 } } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 100 } } },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 100 } } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 100 } } },
    Modal: {
      styles: { title: { fontSize: 16, fontWeight: 600, lineHeight: '22px' } },
      defaultProps: {
        transitionProps: { duration: 100, transition: 'fade' },
        overlayProps: { opacity: 0.4 },
      },
    },
    Drawer: { defaultProps: { transitionProps: { duration: 120 } } },
    Paper: { defaultProps: { withBorder: true } },
  },
});
