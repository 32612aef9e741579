/** KAC owns every case until it is closed (G2). */
export const OWNER = 'kac';
