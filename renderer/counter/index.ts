export { ApprovalNeeded } from './approval-needed.tsx';
export { CardHelp } from './card-help.tsx';
export { Desk } from './desk.tsx';
export { Details } from './details.tsx';
export { Header } from './header.tsx';
export { OperatorLook } from './operator-look.tsx';
export { PersonNeeded } from './person-needed.tsx';
export { SignIn } from './sign-in.tsx';
