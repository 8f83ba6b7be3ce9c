import { useEffect, useRef, useState } from 'react';

type Props = { bytes: Uint8Array; alt: string; className?: string | undefined };

/**
 * A picture that came as bytes. Its pixels are put on a canvas and go with it: of what is shown as an image, the browser keeps the
 * decoded ones of a good many visits, each with somebody's face.
 */
export function Jpeg({ bytes, alt, className }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const place = canvas.current;
    let gone = false;
    void decode(bytes).then((pixels) => {
      if (gone || !place || !pixels) return;
      place.width = pixels.width;
      place.height = pixels.height;
      place.getContext('2d', { willReadFrequently: true })?.putImageData(pixels, 0, 0);
      setShown(true);
    });
    return () => {
      gone = true;
      setShown(false);
      // Without a size it has no pixels.
      if (place) place.width = 0;
    };
  }, [bytes]);
  return <canvas ref={canvas} role="img" aria-label={alt} className={className} data-shown={shown} />;
}

/** @returns null for what is no picture; whoever judges it says so */
async function decode(bytes: Uint8Array): Promise<ImageData | null> {
  const decoder = new ImageDecoder({ data: new Uint8Array(bytes), type: 'image/jpeg' });
  try {
    const { image } = await decoder.decode();
    const { width, height } = image.visibleRect ?? { width: image.codedWidth, height: image.codedHeight };
    const pixels = new ImageData(width, height);
    await image.copyTo(pixels.data, { format: 'RGBA' });
    image.close();
    return pixels;
  } catch {
    return null;
  } finally {
    decoder.close();
  }
}
