/** Hand a file to the phone: to its share sheet where it has one for files, else as a download. */

export function saveFile(blob: Blob, name: string): void {
  const file = new File([blob], name, { type: blob.type || "application/octet-stream" });
  if (navigator.canShare?.({ files: [file] })) {
    navigator.share({ files: [file] }).catch((error: unknown) => {
      // Who closes the sheet has decided; anything else gets the download.
      if (!(error instanceof DOMException && error.name === "AbortError")) download(file);
    });
  } else {
    download(file);
  }
}

function download(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = file.name;
  link.click();
  // A download that has begun needs its address for a while.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
