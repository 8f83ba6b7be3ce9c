import './fonts.css';
import './tokens.css';
import './base.css';

export { Button } from './button.tsx';
export { Dialog } from './dialog.tsx';
export { Jpeg } from './jpeg.tsx';
export { Notice } from './notice.tsx';
export { Numeral } from './numeral.tsx';
export { Phrases } from './phrases.tsx';
export { PICTURES, Picture, type PictureName } from './pictures/picture.tsx';
export { isPinComplete, PinPad } from './pin-pad.tsx';
export { Progress } from './progress.tsx';
export { type Action, Screen } from './screen.tsx';
export { Table } from './table.tsx';
export { Tabs } from './tabs.tsx';
export { Title } from './title.tsx';
export { useSecondsUntil } from './use-seconds-until.ts';
export { WithPicture } from './with-picture.tsx';
