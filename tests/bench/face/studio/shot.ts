/** A picture to be taken in the studio; only data, for it crosses from Node into the page. */
export type Shot = {
  /** Whose face: the one whose picture is attacked, or another person. */
  person: Person;
  /** What the head does, as in the sample clips: degrees, and shares of a movement. */
  head: { yaw: number; pitch: number; blink: number; mouth: number };
  /** A print or a screen between head and camera: the head is only a picture on it. */
  sheet: Sheet | null;
  /** The stripes that a screen's pixels and a camera's make together. */
  moire: boolean;
  /** JPEG quality (0..1) at which the picture has been through a messenger before. */
  recompressed: number | null;
};
export type Person = 'holder' | 'other';

export type Sheet = {
  /** Degrees; positive as a head that turns to its own left, or looks up. */
  yaw: number;
  pitch: number;
  /** Which line stays straight when the sheet is bent round the viewer's side. */
  bentAbout: 'upright' | 'level' | null;
  /** The bend's radius, as a multiple of the picture's height on the sheet; a head's is about a third. */
  radius: number;
};
