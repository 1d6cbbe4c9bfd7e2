/** For tests: a receiver that says what it is told to. */

export class FakeGeolocation implements Geolocation {
  private readonly told = new Map<number, [PositionCallback, PositionErrorCallback | null]>();
  private last = 0;

  get watchers(): number {
    return this.told.size;
  }

  fix(lon: number, lat: number, accuracyM: number, atMs: number = Date.now()): void {
    const coords = { longitude: lon, latitude: lat, accuracy: accuracyM };
    const position = { coords, timestamp: atMs } as GeolocationPosition;
    for (const [tell] of [...this.told.values()]) tell(position);
  }

  fail(code: number): void {
    const error = { code, message: "" } as GeolocationPositionError;
    for (const [, fail] of [...this.told.values()]) fail?.(error);
  }

  watchPosition(tell: PositionCallback, fail: PositionErrorCallback | null = null): number {
    this.last += 1;
    this.told.set(this.last, [tell, fail]);
    return this.last;
  }

  clearWatch(number: number): void {
    this.told.delete(number);
  }

  getCurrentPosition(): void {
    throw new Error("nobody asks only once");
  }
}
