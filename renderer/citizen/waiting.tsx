import type { VisitView } from '../../contract/index.ts';
import { CitizenScreen, useCancel } from '../frame/index.ts';
import { useWords } from '../i18n/index.ts';
import { Picture, Progress, Title, WithPicture } from '../ui/index.ts';
import { useSpoken } from '../voice/index.ts';

/** The screens on which the citizen waits for the machine. Each says for what, and that the card stays in. */
export function Reading() {
  const { reading } = useWords();
  useSpoken('reading', [reading.title, reading.lead]);
  return (
    <CitizenScreen stage="card" wayOut={useCancel()}>
      <WithPicture picture={<Picture name="card-stays" size="large" />}>
        <Title lead={reading.lead}>{reading.title}</Title>
        <Progress label={reading.title} share={null} hideLabel />
      </WithPicture>
    </CitizenScreen>
  );
}

export function WaitingPhoto({ view }: { view: Extract<VisitView, { step: 'waiting-photo' }> }) {
  const { waitingPhoto } = useWords();
  useSpoken('waiting-photo', [waitingPhoto.lead]);
  const read = view.photoShare >= 1;
  const label = read ? waitingPhoto.cameraNext : waitingPhoto.title;
  return (
    <CitizenScreen stage="face" wayOut={useCancel()}>
      <WithPicture picture={<Picture name="card-stays" size="large" />}>
        <Title lead={waitingPhoto.lead}>{label}</Title>
        <Progress label={label} share={read ? null : view.photoShare} hideLabel={read} />
      </WithPicture>
    </CitizenScreen>
  );
}

export function Comparing() {
  const { comparing } = useWords();
  useSpoken('comparing', [comparing.title, comparing.lead]);
  return (
    <CitizenScreen stage="face" wayOut={useCancel()}>
      <WithPicture picture={<Picture name="compare" size="large" />}>
        <Title lead={comparing.lead}>{comparing.title}</Title>
        <Progress label={comparing.title} share={null} hideLabel />
      </WithPicture>
    </CitizenScreen>
  );
}

/** No way out here: what is decided is being saved, whole or not at all. */
export function Saving() {
  const { saving } = useWords();
  return (
    <CitizenScreen stage="done">
      <WithPicture picture={<Picture name="phone-code" size="large" />}>
        <Title lead={saving.lead}>{saving.title}</Title>
        <Progress label={saving.title} share={null} hideLabel />
      </WithPicture>
    </CitizenScreen>
  );
}
