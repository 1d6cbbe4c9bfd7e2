/** Who has a vault on this phone. */

export interface Officer {
  id: string;
  login: string;
  name: string;
  badgeNo: string;
  squad: string | null;
  role: string;
  certified: boolean;
}

export interface OfficerOnPhone {
  officer: Officer;
  vaultId: string;
  /** Records, unfinished tracks and files that were not sent yet. */
  unsent: number;
  /** Null for the vault in use; else since when it only waits to be saved to a file. */
  setAsideAt: string | null;
}
