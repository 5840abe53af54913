using System.CommandLine;
using Ploutos.Cli.Hosting;
using Ploutos.Workflows;

namespace Ploutos.Cli.Commands;

/// <summary><c>ploutos completion</c>: the script that teaches a shell to ask the command itself
/// what could come next.</summary>
internal sealed class CompletionCommand : Verb
{
    private const string Bash = """
        # ploutos: Tab completion for bash. Put this into ~/.bashrc:  source <(ploutos completion bash)
        _ploutos() {
            local line candidates
            line=${COMP_LINE:0:COMP_POINT}
            candidates=$(ploutos "[suggest:${#line}]" "$line" 2>/dev/null)
            mapfile -t COMPREPLY < <(compgen -W "$candidates" -- "${COMP_WORDS[COMP_CWORD]}")
        }
        complete -o default -F _ploutos ploutos
        """;

    private const string Zsh = """
        # ploutos: Tab completion for zsh. Put this into ~/.zshrc, after compinit:  source <(ploutos completion zsh)
        _ploutos() {
            local -a candidates
            candidates=("${(@f)$(ploutos "[suggest:${#LBUFFER}]" "$LBUFFER" 2>/dev/null)}")
            compadd -- $candidates || _files
        }
        compdef _ploutos ploutos
        """;

    private const string Fish = """
        # ploutos: Tab completion for fish. Put this into ~/.config/fish/config.fish:  ploutos completion fish | source
        function __ploutos_complete
            set -l line (commandline -cp)
            ploutos "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c ploutos -a '(__ploutos_complete)'
        """;

    private const string PowerShell = """
        # ploutos: Tab completion for PowerShell. Put this into $PROFILE:
        #   ploutos completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName ploutos -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            ploutos "[suggest:$cursorPosition]" "$commandAst" 2>$null | Where-Object { $_ -like "$wordToComplete*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;

    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh, fish or pwsh." };

    public CompletionCommand(VerbContext context)
        : base(
            "completion",
            "Print the script that gives a shell Tab completion of verbs, options, experts and the store's tickers.",
            context
        )
    {
        _shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        Add(_shell);
    }

    protected override ExitCode Run(ParseResult arguments, Session session)
    {
        session.Output.Line(
            arguments.GetValue(_shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                "fish" => Fish,
                _ => PowerShell,
            }
        );
        return ExitCode.Done;
    }
}
