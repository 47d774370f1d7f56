import './api/validate-without-eval.ts';
import './theme/mantine-styles.ts';
import '@mantine/notifications/styles.css';
import '@fontsource-variable/inter/wght.css';
import './theme/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startInterfaceLanguage } from './i18n/i18n.ts';

await startInterfaceLanguage();
const container = document.getElementById('root');
if (container !== null) {
  createRoot(container).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
