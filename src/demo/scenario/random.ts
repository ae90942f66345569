/** A number in [0, 1) that depends on its arguments alone, so that any day can be drawn without the days before it. */
export function draw(seed: number, key: string, n: number): number {
  return mix(hashText(key) ^ mix(seed + 0x9e3779b9), n) / 2 ** 32;
}

/** Noise around 0, bell-shaped, of standard deviation 1 and never beyond ±3. */
export function noise(seed: number, key: string, n: number): number {
  let total = 0;
  for (const part of ['a', 'b', 'c']) total += draw(seed, key + part, n);
  return (total - 1.5) * 2;
}

/** Hexadecimal digits that depend on the arguments alone. */
export function hex(seed: number, key: string, n: number, digits: number): string {
  let text = '';
  for (let part = 0; text.length < digits; part++) {
    text += Math.floor(draw(seed, `${key}#${part}`, n) * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  }
  return text.slice(0, digits);
}

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}

function mix(a: number, b = 0): number {
  let hash = a ^ Math.imul((b % 2 ** 32) | 0, 0x85ebca6b) ^ Math.floor(b / 2 ** 32);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x27d4eb2f);
  return (hash ^ (hash >>> 15)) >>> 0;
}
