/** Where an Electron program of the tests finds its parts. */
export type HostPlaces = {
  engine: string;
  enginePreload: string;
  page: string;
  models: string;
  mediapipe: string;
  litert: string;
};
