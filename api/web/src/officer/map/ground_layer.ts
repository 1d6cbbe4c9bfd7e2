/** The base map under the cells, from the phone where it was taken along. */
import * as L from "leaflet";
import { type Ground, tilePicture } from "../state/ground.ts";

export class GroundLayer extends L.GridLayer {
  constructor(private readonly of: Ground) {
    super({
      minNativeZoom: of.minZoom,
      maxNativeZoom: of.maxZoom,
      className: "ground",
      keepBuffer: 1,
    });
  }

  override createTile(coords: L.Coords, done: L.DoneCallback): HTMLElement {
    const picture = document.createElement("img");
    picture.alt = "";
    picture.className = "ground-tile";
    const tile = { zoom: coords.z, column: coords.x, row: coords.y };
    void tilePicture(this.of, tile).then(
      (blob) => {
        if (blob === null) return done(undefined, picture);
        const address = URL.createObjectURL(blob);
        picture.onload = () => {
          URL.revokeObjectURL(address);
          done(undefined, picture);
        };
        picture.src = address;
      },
      // Without network and not taken along: the cells stand on plain land.
      () => done(undefined, picture),
    );
    return picture;
  }
}
