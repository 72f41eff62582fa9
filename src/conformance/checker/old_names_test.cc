// Names of older releases: none of them was ever invented.
#include <gtest/gtest.h>

#include "conformance/script_case.h"

namespace simbench::conformance {
namespace {

/// What the checker says of the first violation of the last line.
Violation verdict_on(const char* api, const std::string& line) {
  bool mujoco = std::string_view(api).starts_with("mujoco");
  std::string program = mujoco ? kMuJoCoSteps + "spec = mujoco.MjSpec()\n"
                               : kChronoSteps +
                                     "import pychrono.fea as fea\nimport pychrono.vehicle as veh\n"
                                     "import pychrono.irrlicht as irr\nimport pychrono.sensor as sens\n"
                                     "import pychrono.robot as robot\nimport pychrono.postprocess as post\n";
  Report r = check(*api_index::load_index(api).value(), program + line + "\n");
  return r.violations.empty() ? Violation{} : r.violations.front();
}

struct OldName {
  const char *line, *successor;
};

const OldName kMuJoCoNames[] = {
    // mujoco_py
    {"mujoco.load_model_from_xml('')", "MjModel.from_xml_string"},
    {"mujoco.load_model_from_path('')", "MjModel.from_xml_path"},
    {"mujoco.MjSim(m)", "MjData"},
    {"mujoco.MjViewer(m)", "viewer.launch_passive"},
    {"mujoco.MjViewerBasic(m)", "viewer.launch_passive"},
    {"mujoco.MjRenderContextOffscreen(m)", "Renderer"},
    {"mujoco.MjSimState()", "mj_getState"},
    {"mujoco.functions", ""},
    {"mujoco.cymj", ""},
    {"d.get_body_xpos('a')", "body"},
    {"d.get_body_xvelp('a')", "body"},
    {"d.get_site_xpos('a')", "site"},
    {"d.get_mocap_pos('a')", "mocap_pos"},
    {"d.body_xvelp", "cvel"},
    {"d.get_body_jacp('a')", "mujoco.mj_jacBody gives it"},
    {"m.body_name2id('a')", "body"},
    {"m.camera_name2id('a')", "camera"},
    {"m.get_joint_qvel_addr('a')", "joint"},
    {"m.get_xml()", "mujoco.mj_saveLastXML writes it"},
    {"m.body_names", "body(i).name for i in range(model.nbody)"},
    // 2.2 to 3.17
    {"mujoco.mjtPluginTypeBit", "mjtPluginCapabilityBit"},
    {"m.nmeshtexvert", "nmeshtexcoord"},
    {"mujoco.mjtCollision.mjCOL_ALL", ""},
    {"m.eq_active", "eq_active0"},
    {"d.solver_iter", "solver_niter"},
    {"m.opt.collision", ""},
    {"m.opt.mpr_iterations", "ccd_iterations"},
    {"mujoco.mjv_makeConnector()", "mjv_connector"},
    {"mujoco.mju_rotVecMat()", "mju_mulMatVec3"},
    {"m.tex_rgb", "tex_data"},
    {"m.light_directional", "light_type"},
    {"m.opt.apirate", ""},
    {"m.cam_orthographic", "cam_projection"},
    {"spec.find_body('a')", "body"},
    {"spec.find_keyframe('a')", "key"},
    {"spec.find_mesh('a')", "mesh"},
    {"spec.autolimits", "autolimits of MjSpec.compiler"},
    {"spec.degree", "degree of MjSpec.compiler"},
    {"spec.detach_default('a')", "delete"},
    {"d.joint('a').qLDiagSqrtInv", ""},
    {"m.tex('a').rgb", "data"},
    {"d.M_rowadr", ""},
    {"d.iM", ""},
    {"d.qM", "M"},
    {"d.efc_diagApprox", "efc_diagA"},
    {"mujoco.mju_error_s()", ""},
    {"mujoco.mj_activate('')", ""},
};

TEST(OldNames, OfMuJoCoAreDrift) {
  for (const OldName& old : kMuJoCoNames) {
    Violation v = verdict_on("mujoco-4.0.0", old.line);
    EXPECT_EQ(v.cls, "drift") << old.line << ": " << v.message;
    EXPECT_EQ(v.suggestion, old.successor) << old.line << ": " << v.message;
  }
}

const OldName kChronoNames[] = {
    // 4 to 7
    {"b.AddAsset(None)", "AddVisualShape"},
    {"b.GetAssets()", "GetVisualModel"},
    {"s.SetMaxItersSolverSpeed(10)", "SetMaxIterations of the solver"},
    {"s.SetSolverWarmStarting(True)", "EnableWarmStart of the solver"},
    {"chrono.ChSolver.Type_SOR", "Type_PSOR"},
    {"chrono.ChColorAsset()", "SetColor of a visual shape"},
    {"chrono.ChParticlesClones()", "ChParticleCloud"},
    {"chrono.ChLinkRotSpringCB()", "ChLinkRSDA"},
    {"chrono.ChPointPointSpring()", "ChVisualShapeSpring"},
    {"fea.ChElementBrick()", "ChElementHexaANCF_3813"},
    {"fea.ChElementShellANCF()", "ChElementShellANCF_3423"},
    {"fea.ChBeamSectionAdvanced()", "ChBeamSectionEulerAdvanced"},
    {"fea.ChBuilderBeam()", "ChBuilderBeamEuler"},
    {"irr.ChIrrApp(s)", "ChVisualSystemIrrlicht"},
    {"irr.VerticalDir_Z", "pychrono.core.CameraVerticalDir_Z"},
    {"irr.ChIrrTools", ""},
    {"veh.DrivelineType_RWD", "DrivelineTypeWV_RWD"},
    {"veh.SteeringType_PITMAN_ARM", "SteeringTypeWV_PITMAN_ARM"},
    {"veh.Inputs()", "DriverInputs"},
    {"veh.Gator().GetTotalMass()", "GetMass of GetVehicle()"},
    {"robot.ViperRover()", "Viper"},
    // 8
    {"chrono.ChVectorD()", "ChVector3d"},
    {"chrono.ChQuaternionD()", "ChQuaterniond"},
    {"chrono.ChFrameD()", "ChFramed"},
    {"chrono.CH_C_PI", "CH_PI"},
    {"chrono.ChMaterialSurfaceNSC()", "ChContactMaterialNSC"},
    {"chrono.Q_from_AngX(1)", "QuatFromAngleX"},
    {"chrono.ChFunction_Const(1)", "ChFunctionConst"},
    {"chrono.ChBoxShape()", "ChVisualShapeBox"},
    {"s.Set_G_acc(None)", "SetGravitationalAcceleration"},
    {"s.SetSolverMaxIterations(5)", ""},
    {"b.SetBodyFixed(True)", "SetFixed"},
    {"b.SetCollide(True)", "EnableCollision"},
    {"b.GetPos_dt()", "GetPosDt"},
    {"b.SetRot_dt(None)", "SetRotDt"},
    {"b.GetWvel_par()", "GetAngVelParent"},
    {"b.GetCollisionModel().ClearModel()", ""},
    // 9
    {"veh.SCMTerrain(s).SetPlane(None)", "SetReferenceFrame"},
    {"chrono.CastContactableToChBody(None)", "CastToChBody"},
    {"veh.VisualizationType_MESH", "pychrono.core.VisualizationType_MESH"},
};

TEST(OldNames, OfPyChronoAreDrift) {
  for (const OldName& old : kChronoNames) {
    Violation v = verdict_on("pychrono-10.0.0", old.line);
    EXPECT_EQ(v.cls, "drift") << old.line << ": " << v.message;
    if (*old.successor) {
      EXPECT_EQ(v.suggestion, old.successor) << old.line << ": " << v.message;
    }
  }
}

TEST(OldNames, AreNotMadeUp) {
  for (const char* line : {"d.energy_total", "mujoco.mj_run(m, d)", "m.masses", "spec.find_everything()"})
    EXPECT_EQ(verdict_on("mujoco-4.0.0", line).cls, "invented") << line;
  for (const char* line : {"b.SetSpinning(1)", "chrono.ChCarpet()", "fea.ChSponge()", "s.Explode()"})
    EXPECT_EQ(verdict_on("pychrono-10.0.0", line).cls, "invented") << line;
}

}  // namespace
}  // namespace simbench::conformance
