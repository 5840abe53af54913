using System.Text.Json.Serialization;
using Ploutos.Workspace;
using Ploutos.Workspace.Remedies;

namespace Ploutos.Workflows.Views;

/// <summary>Why a view can't be shown, so that a caller can tell a user's mistake from a shortage
/// and from a defect.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ViewFault>))]
public enum ViewFault
{
    /// <summary>The question breaks a rule, such as that of ticker names.</summary>
    BadRequest,

    /// <summary>The store has no bars of the ticker.</summary>
    UnknownTicker,

    /// <summary>Nobody has made it yet: a study, a backtest, an evidence report.</summary>
    NotMadeYet,

    /// <summary>The ticker's series is shorter than the experts' features and windows need.</summary>
    TooFewBars,

    /// <summary>The bars that the experts see hold a serious finding.</summary>
    SeriousFinding,

    /// <summary>There are no bars at all.</summary>
    NoStore,

    /// <summary>The store can't be read.</summary>
    StoreBroken,

    /// <summary>An expert has no model.</summary>
    NoModels,

    /// <summary>A model can't be used.</summary>
    ModelBroken,
}

/// <summary>A view can't be shown; the message says why, <see cref="Remedies"/>
/// what the reader can do.</summary>
public sealed class ViewException : Exception
{
    /// <param name="fault">The kind of fault.</param>
    /// <param name="message">Rule, value received, what to do.</param>
    /// <param name="inner">What was underneath, for the log.</param>
    public ViewException(ViewFault fault, string message, Exception? inner = null)
        : base(ParameterName.LeftOut(message), inner) => Fault = fault;

    /// <summary>The kind of fault.</summary>
    public ViewFault Fault { get; }

    /// <summary>What the reader can do, the likeliest first; empty where the message says
    /// all.</summary>
    public IReadOnlyList<Remedy> Remedies { get; init; } = [];
}
