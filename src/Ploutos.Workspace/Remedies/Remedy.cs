using System.Text.Json.Serialization;

namespace Ploutos.Workspace.Remedies;

/// <summary>What a user can do about an error or a warning, as data. The command words it as a
/// command, the page as a link, the API as JSON with the case's name in <c>kind</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FetchTicker), "fetch_ticker")]
[JsonDerivedType(typeof(FetchUniverse), "fetch_universe")]
[JsonDerivedType(typeof(FetchBars), "fetch_bars")]
[JsonDerivedType(typeof(UpdateBars), "update_bars")]
[JsonDerivedType(typeof(ImportBars), "import_bars")]
[JsonDerivedType(typeof(ImportSimulatedBars), "import_simulated_bars")]
[JsonDerivedType(typeof(CheckBars), "check_bars")]
[JsonDerivedType(typeof(ListBars), "list_bars")]
[JsonDerivedType(typeof(AskSource), "ask_source")]
[JsonDerivedType(typeof(TrainAgain), "train_again")]
[JsonDerivedType(typeof(RunSearch), "run_search")]
[JsonDerivedType(typeof(RunEvaluation), "run_evaluation")]
[JsonDerivedType(typeof(RunBacktest), "run_backtest")]
[JsonDerivedType(typeof(ListModels), "list_models")]
[JsonDerivedType(typeof(RollBackModels), "roll_back_models")]
[JsonDerivedType(typeof(RunDaily), "run_daily")]
[JsonDerivedType(typeof(RunPaper), "run_paper")]
[JsonDerivedType(typeof(ResumePaper), "resume_paper")]
[JsonDerivedType(typeof(AcceptAccount), "accept_account")]
[JsonDerivedType(typeof(RestoreBackup), "restore_backup")]
[JsonDerivedType(typeof(ChangeOption), "change_option")]
[JsonDerivedType(typeof(ChooseWorkspace), "choose_workspace")]
[JsonDerivedType(typeof(FreeDisk), "free_disk")]
[JsonDerivedType(typeof(StopOtherProcess), "stop_other_process")]
[JsonDerivedType(typeof(UpdateProgram), "update_program")]
public abstract record Remedy;
