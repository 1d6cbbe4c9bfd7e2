/** What a squad plans an officer by, as the server tells it. */
export interface ProfileBody {
  officer_id: string | null;
  rostered: boolean;
  boat_licence: boolean;
  driver: boolean;
  skills: string[];
  first_day: string | null;
  last_day: string | null;
  most_hours: number | null;
  least_hours: number | null;
  most_run: number | null;
  most_nights: number | null;
  balance_nights: number;
  balance_weekends: number;
  balance_holidays: number;
  balance_hours: number;
  note: string;
}

export interface Profile extends ProfileBody {
  id: string;
  squad: string;
}

export const PROFILES = "/api/v1/officer-profiles";

/** Return what somebody is planned by who has no profile: leaders have no shifts. */
export function plainProfile(officer: string, role: string): ProfileBody {
  return {
    officer_id: officer,
    rostered: role !== "leader",
    boat_licence: false,
    driver: false,
    skills: [],
    first_day: null,
    last_day: null,
    most_hours: null,
    least_hours: null,
    most_run: null,
    most_nights: null,
    balance_nights: 0,
    balance_weekends: 0,
    balance_holidays: 0,
    balance_hours: 0,
    note: "",
  };
}

/** Return what is sent of a profile: not what the server adds to it. */
export function bodyOf(one: ProfileBody): ProfileBody {
  const plain = plainProfile("", "");
  const names = Object.keys(plain) as (keyof ProfileBody)[];
  return Object.fromEntries(names.map((name) => [name, one[name]])) as unknown as ProfileBody;
}
