// How drawn members move from one record of the swarm to the next: at an even pace over the time between records, from
// where they are drawn now. Knows no canvas and no clock; times are handed in, in milliseconds.

const shortestMs = 40;
const longestMs = 450;
/** After a pause the next record is no measure of the pace. */
const firstMs = 200;

/** Records kept for trails, and members that have one. */
export const trailLength = 7;
const mostTrails = 150;

export class SwarmMotion {
  #from: Float32Array<ArrayBuffer> = new Float32Array();
  #to: Float32Array<ArrayBuffer> = new Float32Array();
  #drawn: Float32Array<ArrayBuffer> = new Float32Array();
  #startedAt = 0;
  #durationMs = firstMs;
  #lastRecordAt = Number.NEGATIVE_INFINITY;
  #records: Float32Array[] = [];

  /** Takes a record. Without motion, or with another number of members, they are simply there. */
  moveTo(points: Float32Array, now: number, still: boolean): void {
    const jumps = still || points.length !== this.#to.length;
    // Before the pace changes: it decides where the members are now.
    const from = Float32Array.from(jumps ? points : this.at(now));
    const gap = now - this.#lastRecordAt;
    // Records come unevenly: the pace follows slowly, and a little late, so that members seldom have to wait.
    this.#durationMs =
      gap > 1000 ? firstMs : Math.min(longestMs, Math.max(shortestMs, 0.6 * this.#durationMs + 0.4 * gap * 1.1));
    this.#lastRecordAt = now;
    if (points.length !== this.#to.length) this.#records = [];
    this.#from = from;
    this.#to = Float32Array.from(points);
    if (this.#drawn.length !== points.length) this.#drawn = new Float32Array(points.length);
    this.#startedAt = now;
    this.#records.push(this.#to);
    if (this.#records.length > trailLength) this.#records.shift();
  }

  clear(): void {
    this.moveTo(new Float32Array(), 0, true);
    this.#lastRecordAt = Number.NEGATIVE_INFINITY;
    this.#records = [];
  }

  get count(): number {
    return this.#to.length / 2;
  }

  /** Where the members are at rest. */
  get target(): Float32Array<ArrayBuffer> {
    return this.#to;
  }

  isMoving(now: number): boolean {
    return this.#from !== this.#to && now < this.#startedAt + this.#durationMs;
  }

  /** Where the members are drawn; the same array with every call. */
  at(now: number): Float32Array<ArrayBuffer> {
    const share = Math.min(1, Math.max(0, (now - this.#startedAt) / this.#durationMs));
    if (share === 1) return this.#to;
    for (let i = 0; i < this.#to.length; i++) {
      const from = this.#from[i] ?? 0;
      this.#drawn[i] = from + share * ((this.#to[i] ?? 0) - from);
    }
    return this.#drawn;
  }

  /** Records before the present one, oldest first, and which members have a trail: every `stride`-th. */
  trails(): { readonly records: readonly Float32Array[]; readonly stride: number } {
    return { records: this.#records.slice(0, -1), stride: Math.max(1, Math.ceil(this.count / mostTrails)) };
  }
}
