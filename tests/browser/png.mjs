// png.mjs - a picture of a screen in few colours: a screen has few of its own, and most of the bytes of its picture tell shades that nobody
// sees. Reads the PNG that Chromium makes (8 bits, no interlace) and writes one with a palette. Nothing but node's own zlib.
import { deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const NEAR = 12; // two colours whose parts differ by less than this are one

function* chunks(png) {
    for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
        yield { name: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)) };
}

function paeth(left, above, corner) {
    const guess = left + above - corner, a = Math.abs(guess - left), b = Math.abs(guess - above), c = Math.abs(guess - corner);
    return a <= b && a <= c ? left : b <= c ? above : corner;
}

/** Lines as they were before each was told by its difference to its neighbours. */
function unfilter(raw, height, bytes, pixel) {
    const out = Buffer.alloc(height * bytes);
    for (let y = 0; y < height; y++) {
        const filter = raw[y * (bytes + 1)], from = y * (bytes + 1) + 1, to = y * bytes;
        for (let x = 0; x < bytes; x++) {
            const left = x >= pixel ? out[to + x - pixel] : 0, above = y > 0 ? out[to + x - bytes] : 0;
            const corner = x >= pixel && y > 0 ? out[to + x - bytes - pixel] : 0;
            const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
            out[to + x] = raw[from + x] + guess;
        }
    }
    return out;
}

export function readPng(png) {
    const head = [...chunks(png)].find((chunk) => chunk.name === "IHDR").data;
    const [width, height, pixel] = [head.readUInt32BE(0), head.readUInt32BE(4), { 2: 3, 6: 4 }[head[9]]];
    if (head[8] !== 8 || head[12] !== 0 || pixel === undefined) throw new Error("not a PNG as Chromium makes them");
    const raw = inflateSync(Buffer.concat([...chunks(png)].filter((chunk) => chunk.name === "IDAT").map((chunk) => chunk.data)));
    return { width, height, pixel, bytes: unfilter(raw, height, width * pixel, pixel) };
}

const far = (one, other) => Math.max(...[16, 8, 0].map((shift) => Math.abs(((one >> shift) & 255) - ((other >> shift) & 255))));

/** At most `most` colours: the most frequent first, those too near to one that is taken left out; every other goes to the nearest. */
function palette(counts, most) {
    const byUse = [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one));
    const taken = [];
    for (const colour of byUse) if (taken.length < most && taken.every((one) => far(one, colour) >= NEAR)) taken.push(colour);
    const nearest = new Map(byUse.map((colour) => {
        let best = 0;
        for (let i = 1; i < taken.length; i++) if (far(taken[i], colour) < far(taken[best], colour)) best = i;
        return [colour, best];
    }));
    return { taken, nearest };
}

/** The check value of a PNG's parts; node 18, which Debian 12 has, keeps none. */
function crc32(bytes) {
    let crc = -1;
    for (const byte of bytes) {
        crc ^= byte;
        for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return (crc ^ -1) >>> 0;
}

function chunk(name, data) {
    const out = Buffer.alloc(12 + data.length);
    out.writeUInt32BE(data.length, 0);
    out.write(name, 4, "latin1");
    data.copy(out, 8);
    out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
    return out;
}

/** The same picture in at most 16 colours, four bits a point. */
export function fewColours(png) {
    const { width, height, pixel, bytes } = readPng(png), counts = new Map(), points = new Uint32Array(width * height);
    for (let i = 0; i < points.length; i++) {
        points[i] = (bytes[i * pixel] << 16) | (bytes[i * pixel + 1] << 8) | bytes[i * pixel + 2];
        counts.set(points[i], (counts.get(points[i]) ?? 0) + 1);
    }
    const { taken, nearest } = palette(counts, 16), line = 1 + ((width + 1) >> 1), out = Buffer.alloc(height * line);
    for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) out[y * line + 1 + (x >> 1)] |= nearest.get(points[y * width + x]) << (x % 2 === 0 ? 4 : 0);
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([4, 3, 0, 0, 0], 8);
    const colours = Buffer.from(taken.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
    return Buffer.concat([SIGNATURE, chunk("IHDR", head), chunk("PLTE", colours), chunk("IDAT", deflateSync(out, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}
