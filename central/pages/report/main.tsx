import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { byId } from '../language.ts';
import { ReportPage } from './report-page.tsx';

createRoot(byId('root', HTMLElement)).render(
  <StrictMode>
    <ReportPage />
  </StrictMode>,
);
