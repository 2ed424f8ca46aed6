/** What it costs to run a site, as operators in China and elsewhere do it. */
import { perKilowattYear, perYear, plain, type RegionFigures } from './region.js';
import { SOURCES } from './sources.js';

type Practice = Pick<RegionFigures, 'facilityMaintenance' | 'insurance' | 'itMaintenance' | 'software'>;

/** @param maintenance building maintenance [USD/kW/year] */
export const chinesePractice = (maintenance: number): Practice => ({
  facilityMaintenance: perKilowattYear(maintenance, SOURCES.practiceChina, 'estimate', [
    maintenance * 0.5,
    maintenance * 2,
  ]),
  insurance: plain(0.003, SOURCES.practiceChina, 'estimate'),
  itMaintenance: plain(0.015, SOURCES.practiceChina, 'estimate', [0.0075, 0.03]),
  software: perYear(150, SOURCES.practiceChina, 'estimate', [75, 300]),
});

/** As a US neocloud; used outside China throughout, for want of better figures. */
export const neocloudPractice: Practice = {
  facilityMaintenance: perKilowattYear(180, SOURCES.practiceNeocloud, 'estimate', [90, 360]),
  insurance: plain(0.004, SOURCES.practiceNeocloud, 'estimate'),
  itMaintenance: plain(0.02, SOURCES.practiceNeocloud, 'estimate', [0.01, 0.04]),
  software: perYear(300, SOURCES.practiceNeocloud, 'estimate', [150, 600]),
};
