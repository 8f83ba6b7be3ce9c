import { createRoot } from 'react-dom/client';
import type { SlipContent } from '../../contract/index.ts';
import { LanguageContext } from '../i18n/index.ts';
import { Slip } from './slip.tsx';

// The trusted side opens this page unseen, with the content behind the #, and prints it.
const element = document.getElementById('root');
if (!element) throw new Error('index.html has no #root');
const content = JSON.parse(decodeURIComponent(location.hash.slice(1))) as SlipContent;
document.documentElement.lang = content.language;
createRoot(element).render(
  <LanguageContext value={content.language}>
    <Slip content={content} />
  </LanguageContext>,
);
