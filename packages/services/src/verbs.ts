import { acknowledgeAlarms } from './alarm/acknowledge.ts';
import { cancelMaintenanceWindow } from './alarm/cancel-window.ts';
import { readJournal } from './alarm/journal.ts';
import { listAlarms } from './alarm/list.ts';
import { listJournal } from './alarm/list-journal.ts';
import { listMaintenanceWindows } from './alarm/list-windows.ts';
import { listWithholdings } from './alarm/list-withholdings.ts';
import { putMaintenanceWindow } from './alarm/put-window.ts';
import { resetAlarm } from './alarm/reset.ts';
import { returnToService } from './alarm/return-to-service.ts';
import { editAlarmSettings, readAlarmSettings } from './alarm/settings.ts';
import { shelveAlarm } from './alarm/shelve.ts';
import { takeOutOfService } from './alarm/take-out-of-service.ts';
import { tickChecklist } from './alarm/tick.ts';
import { listUnder } from './alarm/under.ts';
import { unshelveAlarm } from './alarm/unshelve.ts';
import { windowOutcome } from './alarm/window-outcome.ts';
import { listAudit } from './audit/list.ts';
import { verifyAudit } from './audit/verify.ts';
import { listBackups } from './backup/list.ts';
import { deleteChannel } from './channel/delete.ts';
import { listChannels } from './channel/list.ts';
import { putChannel } from './channel/put.ts';
import type { RefusalOf } from './define-verb.ts';
import { addDevice } from './device/add.ts';
import { approveDevice } from './device/approve.ts';
import { blockDevice } from './device/block.ts';
import { editDevice } from './device/edit.ts';
import { ignoreDevice } from './device/ignore.ts';
import { issueCredential } from './device/issue-credential.ts';
import { issueIngestorCredential } from './device/issue-ingestor-credential.ts';
import { revokeDevice } from './device/revoke.ts';
import { addDisplay } from './display/add.ts';
import { listDisplays } from './display/list.ts';
import { revokeDisplay } from './display/revoke.ts';
import { deleteEquipment } from './equipment/delete.ts';
import { putEquipment } from './equipment/put.ts';
import { readAlarmKpis } from './kpi/read-alarm-kpis.ts';
import { deleteLocation } from './location/delete.ts';
import { putLocation } from './location/put.ts';
import { listNotices } from './notice/list.ts';
import { deleteRota } from './oncall/delete-rota.ts';
import { listDrills } from './oncall/list-drills.ts';
import { planDrill } from './oncall/plan-drill.ts';
import { previewPolicy } from './oncall/preview-policy.ts';
import { putPolicy } from './oncall/put-policy.ts';
import { putRota } from './oncall/put-rota.ts';
import { readDrill } from './oncall/read-drill.ts';
import { readDrillPlan } from './oncall/read-drill-plan.ts';
import { sendTest } from './oncall/send-test.ts';
import { setContacts } from './oncall/set-contacts.ts';
import { startDrill } from './oncall/start-drill.ts';
import { subscribePush } from './oncall/subscribe-push.ts';
import { unsubscribePush } from './oncall/unsubscribe-push.ts';
import { whoIsOnDuty } from './oncall/who-is-on-duty.ts';
import { editPoint } from './point/edit.ts';
import { placePoint } from './point/place.ts';
import { retirePoint } from './point/retire.ts';
import { announceTest, previewTest } from './power/announce-test.ts';
import { cancelTest } from './power/cancel-test.ts';
import { compareRuns } from './power/compare-runs.ts';
import { getRun } from './power/get-run.ts';
import { readLastTest } from './power/last-test.ts';
import { listBatteries } from './power/list-batteries.ts';
import { listTestPlan } from './power/list-plan.ts';
import { getTestRecord, listTestRecords } from './power/list-records.ts';
import { listRuns } from './power/list-runs.ts';
import { getTest, listTests } from './power/list-tests.ts';
import { addTestPhoto, getTestPhoto } from './power/photo.ts';
import { printRun } from './power/print-run.ts';
import { putTestPlan } from './power/put-plan.ts';
import { putTestRecord } from './power/put-record.ts';
import { readTraces } from './power/read-traces.ts';
import { approveTestRecord, signTestRecord } from './power/sign-record.ts';
import { listQuarantine } from './quarantine/list.ts';
import { listRedundancy } from './redundancy/list.ts';
import { listRedundancyChains } from './redundancy/list-chains.ts';
import { putRedundancyGroup } from './redundancy/put.ts';
import { putRedundancyChain } from './redundancy/put-chain.ts';
import { previewTouch } from './redundancy/touch.ts';
import { addRule } from './rule/add.ts';
import { backTestRule } from './rule/back-test.ts';
import { editRule } from './rule/edit.ts';
import { readRuleHistory } from './rule/history.ts';
import { listRules } from './rule/list.ts';
import { listRuleProblems } from './rule/list-problems.ts';
import { listRationalisations } from './rule/list-rationalisations.ts';
import { proposeTuning } from './rule/propose-tuning.ts';
import { rationaliseRule } from './rule/rationalise.ts';
import { createSite } from './site/create.ts';
import { editSite } from './site/edit.ts';
import { exportSite } from './site/export.ts';
import { importSite } from './site/import.ts';
import { readRoomHeat } from './thermal/read-room.ts';
import { watchRoom } from './thermal/watch-room.ts';
import { createToken } from './token/create.ts';
import { listTokens } from './token/list.ts';
import { revokeToken } from './token/revoke.ts';
import { addUser } from './user/add.ts';
import { listUsers } from './user/list.ts';
import { resetPassword } from './user/reset-password.ts';
import { updateUser } from './user/update.ts';

/** Everything the system can do. A new verb is a file and a line here; the matrix test then asks for its line too. */
export const verbs = {
  acknowledgeAlarms,
  addDevice,
  addDisplay,
  addRule,
  addUser,
  approveDevice,
  backTestRule,
  blockDevice,
  cancelMaintenanceWindow,
  createSite,
  createToken,
  deleteEquipment,
  deleteLocation,
  editAlarmSettings,
  editDevice,
  editPoint,
  editRule,
  editSite,
  exportSite,
  ignoreDevice,
  importSite,
  issueCredential,
  issueIngestorCredential,
  listAlarms,
  listAudit,
  verifyAudit,
  listBackups,
  listDisplays,
  listDrills,
  listJournal,
  listMaintenanceWindows,
  compareRuns,
  getRun,
  listBatteries,
  readLastTest,
  listRuns,
  addTestPhoto,
  announceTest,
  approveTestRecord,
  getTestPhoto,
  getTestRecord,
  listTestRecords,
  putTestRecord,
  signTestRecord,
  cancelTest,
  getTest,
  listTests,
  previewTest,
  printRun,
  readTraces,
  listTestPlan,
  putTestPlan,
  listQuarantine,
  listRedundancy,
  listRedundancyChains,
  listRuleProblems,
  listRationalisations,
  listRules,
  listTokens,
  deleteChannel,
  listChannels,
  putChannel,
  listNotices,
  deleteRota,
  putPolicy,
  previewTouch,
  putRedundancyChain,
  putRedundancyGroup,
  putRota,
  sendTest,
  setContacts,
  whoIsOnDuty,
  listUnder,
  listUsers,
  listWithholdings,
  placePoint,
  planDrill,
  previewPolicy,
  proposeTuning,
  putEquipment,
  putLocation,
  putMaintenanceWindow,
  readAlarmKpis,
  readAlarmSettings,
  readDrill,
  readDrillPlan,
  readJournal,
  rationaliseRule,
  readRuleHistory,
  resetAlarm,
  resetPassword,
  retirePoint,
  returnToService,
  revokeDevice,
  revokeDisplay,
  revokeToken,
  shelveAlarm,
  startDrill,
  subscribePush,
  takeOutOfService,
  tickChecklist,
  unshelveAlarm,
  unsubscribePush,
  updateUser,
  watchRoom,
  readRoomHeat,
  windowOutcome,
} as const;

/** Every way in which the system refuses. */
export type AnyRefusal = RefusalOf<(typeof verbs)[keyof typeof verbs]>;
