namespace Ploutos.Workspace.Events;

/// <summary>What a long piece of work tells while it runs. Workflows report; the command, or a web
/// page, shows.</summary>
public abstract record WorkflowEvent;
