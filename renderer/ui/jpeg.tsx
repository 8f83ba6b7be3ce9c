import { useEffect, useState } from 'react';

type Props = { bytes: Uint8Array; alt: string; className?: string | undefined };

/** A picture that came as bytes. Its address dies with the component, so nothing of it stays in the page. */
export function Jpeg({ bytes, alt, className }: Props) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return address ? <img src={address} alt={alt} className={className} draggable={false} /> : null;
}
