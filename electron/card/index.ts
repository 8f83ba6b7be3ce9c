export {
  type CardEvent,
  type CardReader,
  type CardReaderOptions,
  createCardReader,
} from './card-reader.ts';
export { findJpeg, type JpegBounds } from './jpeg.ts';
export { isCidValid } from './parse-identity.ts';
export { type CardPhoto, type CardText, createThaiCard, type ThaiCard } from './read-card.ts';
export { type CardTransport, type CountedTransport, countExchanges } from './transport.ts';
